"""The part of the script in the page (page_script.py) that picks what to click next, clicks it and waits."""

CLICKS = """
  const home = location.hash;

  // The next thing to click, or null. A view of the page's own router comes when all on the present view was clicked.
  run.pick = () => {
    if (run.fresh.length && run.queue.some((entry) => !entry.el.isConnected && waits(entry))) renewed(run.broughtBefore);
    if (run.depth && run.depth < MOST_DEPTH && run.fresh.length) run.queue = [...sweep(run.depth + 1), ...run.queue];
    while (run.queue.length) {
      const entry = run.queue.shift();
      if (!entry.el.isConnected) {
        const twin = lose(entry);
        if (twin) run.queue.unshift(twin);
      } else if (['select', 'page', 'refuse'].includes(entry.kind) || wanted(entry.el)) return take(entry);
    }
    if (run.views.length) return take(run.views.shift());
    if (run.view) return take({el: document.body, depth: MOST_DEPTH, kind: 'view', key: '', to: home || '#/', said: ''});
    return null;
  };
  const take = (entry) => {
    run.current = entry;
    run.depth = entry.depth;
    return {kind: entry.kind};
  };
  const press = (el) => {
    for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
      const Kind = name.startsWith('pointer') && window.PointerEvent ? PointerEvent : MouseEvent;
      el.dispatchEvent(new Kind(name, {bubbles: true, cancelable: true, composed: true, button: 0, view: window}));
    }
    if (el.click) el.click(); else el.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, view: window}));
  };
  const active = (el) => {
    const row = el.closest('[role="tablist"],ul,ol,[class*="tab" i]');
    const on = row && row.querySelector('[aria-selected="true"],.active,.current,.selected');
    return on && on !== el ? label(on) : '';
  };
  const choose = ({el, to}) => {
    const index = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'selectedIndex');
    index.set.call(el, to);
    el.dispatchEvent(new Event('input', {bubbles: true}));
    el.dispatchEvent(new Event('change', {bubbles: true}));
  };
  const settled = async (most) => {
    const end = state.now() + most;
    do await new Promise((done) => state.later(done, 25)); while ((state.busy() || state.now() - state.changed < 25) && state.now() < end);
  };

  // Clicks what was picked and waits until the page is quiet; gives the number of the click, its words and the addresses it asked for.
  run.click = async () => {
    const {el, kind, to, said} = run.current;
    const look = looks(el), added = run.added, brought = run.brought.length;
    run.broughtBefore = brought;
    run.done.set(run.current.key, run.clicked.length);
    run.saidBy.add(named(el));
    run.pressed = OPENING.includes(kind) ? el : null;
    if (run.places.size < 1000) run.places.add(placed(el));
    run.before = kind === 'select' ? run.current.was : kind === 'toggle' ? active(el) : '';
    run.label = said !== undefined ? said : kind === 'next' || kind === 'more' || kind === 'page' || kind === 'refuse' ? '' : label(el);
    run.clicked.push(el);
    run.labels.push(kind === 'page' ? '' : said || label(el));
    state.opened.length = 0;
    try {
      if (kind === 'select') choose(run.current);
      else if (kind === 'view') { location.hash = to; run.view = said === '' ? '' : to; } else press(el);
    } catch (e) {}
    await settled(1500);
    run.pressed = null;
    const replaced = gone();
    if (replaced) run.fresh = [];  // the visit goes back first
    else if (kind === 'view') run.depth = 0, run.queue = said === '' ? run.queue : [...sweep(1), ...run.queue];
    else if (run.added > added) {
      if (OPENING.includes(kind) && !renewed(brought) && kind !== 'more') tell(el, brought);
      if (kind === 'more' || kind === 'next') again(el, kind, look);
    }
    return {id: run.clicked.length - 1, label: run.labels[run.labels.length - 1], opened: state.opened.splice(0), replaced};
  };
  const again = (el, kind, look) => {
    const times = (run.repeats.get(look) || 1) + 1;
    run.repeats.set(look, times);
    const same = el.isConnected ? el : all(el.tagName).find((other) => looks(other) === look);
    if (!same || !same.getClientRects().length || same.matches(SKIP)) return;
    run.cut = run.cut || times > MOST_REPEATS;
    if (times > MOST_REPEATS) return;
    run.seen.add(same);
    run.queue.unshift({el: same, depth: MOST_DEPTH, kind, key: run.current.key});
  };
"""
PICK = "() => (window.__oitRun ? window.__oitRun.pick() : null)"
CLICK = "() => window.__oitRun.click()"
