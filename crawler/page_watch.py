"""The part of the script in the page (page_script.py) that remembers what comes and goes with the clicks, and goes back to a page
that a click replaced: by the page's own router, else, told what was done so far, when it was loaded anew."""

# What the clicks bring and take away, with the words of the click. What a page of another address brings is that page's.
WATCH = """
  const labelOf = (node, target) => {
    for (let at = node; at; at = at === node ? target : at.parentNode) if (run.addedBy.has(at)) return run.addedBy.get(at);
    return run.before;
  };
  const led = (el, url, label) => {
    if (typeof url === 'string' && /^https?:/i.test(url) && run.sources.length < 300) run.sources.push({el, url, label});
  };
  const watch = (records) => {
    for (const record of run.foreign ? [] : records) {
      if (record.type === 'attributes') {
        const el = record.target, url = el.src || el.data || (el.tagName === 'A' ? el.href : '');
        led(el, url, run.label);
        led(el, record.oldValue, run.before);
        continue;
      }
      for (const node of record.addedNodes) {
        run.added++;
        run.addedBy.set(node, run.label);
        if (node.nodeType !== 1) continue;
        if (run.fresh.length < 200) run.fresh.push(node);
        if (run.brought.length < 1500) run.brought.push(node);
      }
      for (const node of record.removedNodes) {
        const text = node.nodeType === 3 ? node.data : '';
        const html = node.nodeType === 1 && !/^(SCRIPT|STYLE|LINK|META)$/.test(node.tagName) ? node.outerHTML : '';
        if (!html && text.trim().length < 3) continue;
        const size = html.length + text.length;
        if (run.removed.length >= 1500 || run.removedSize + size > MOST_SIZE) continue;
        run.removedSize += size;
        run.removed.push({node, html, text, parent: record.target, label: labelOf(node, record.target), view: run.view});
      }
    }
  };
  const observer = new MutationObserver(watch);
  const what = {childList: true, subtree: true, attributes: true, attributeFilter: ['src', 'href', 'data'], attributeOldValue: true};
  observer.observe(document.documentElement, what);
  state.shadows.forEach((root) => observer.observe(root, what));
  state.onShadow = (root) => observer.observe(root, what);

"""

# `run.back` goes back where a click put the page of another address in the place of this one, and looks for what was not clicked yet: it
# stands under the same words in the same order. `run.carry` is what a newly loaded page is told as `past`.
RETURN = """
  const marked = (el) => el.tagName + squeeze(el.textContent.slice(0, 300)).slice(0, 60);
  const landmarks = () => {
    const own = run.queue.filter((entry) => entry.key && !entry.el.closest(FRAME)).slice(0, 40).map((entry) => entry.el);
    const said = all('h1,h2,h3,p').filter((el) => !el.closest(FRAME) && el.textContent.trim().length > 2).slice(0, 20);
    return {tags: [...new Set([...said, ...own].map((el) => el.tagName))].join(), names: [...new Set([...said, ...own].map(marked))]};
  };
  const share = (root) => {
    const there = new Set([...root].slice(0, 5000).map(marked));
    return run.marks.names.filter((name) => there.has(name)).length / run.marks.names.length;
  };
  const atHome = () => !run.marks.names.length || run.view !== '' || share(all(run.marks.tags)) >= 0.5;
  const MOST_RENEWALS = 30;
  const OPENING = ['toggle', 'more', 'other'];
  state.onLeave = (to) => {
    if (!run.pressed) return;
    run.away = {clicks: 3, page: to.pathname !== location.pathname};
    const el = run.pressed, link = document.createElement('a'), row = el.closest('tr');
    link.href = to.href;
    link.textContent = label(el);
    link.setAttribute('data-oit-opened', '');
    if (!el.isConnected || !el.parentElement || el === document.body || el.closest('a[href]:not([href^="#"])')) return;
    if (el.matches('tr,td,th,li,dt,dd')) (el.matches('tr') && row.lastElementChild || el).append(link); else el.after(link);
  };
  // Has a click of late replaced the page? Then the pages of further addresses are refused, unless this page bears that worse.
  const gone = () => {
    if (!run.away) return false;
    if (atHome()) { run.away = --run.away.clicks > 0 ? run.away : null; return false; }
    run.stern = run.stern ? -1 : 1;
    state.strict = run.stern > 0;
    return true;
  };
  const waits = (entry) => entry.key && OPENING.includes(entry.kind);
  const lose = (entry) => {
    if (!waits(entry)) return null;
    const name = named(entry.el), alike = all(entry.el.tagName).filter((el) => named(el) === name);
    const twin = alike.find((el) => !run.seen.has(el) && el.getClientRects().length);
    if (twin) run.seen.add(twin);
    else if (!run.saidBy.has(name) && !alike.length) run.lost.add(entry.key);
    return twin ? {...entry, el: twin} : null;
  };
  const resume = () => {
    for (const entry of run.queue) if (!entry.el.isConnected && waits(entry)) run.lost.add(entry.key);
    run.depth = 0;
    run.resumed = true;
    run.queue = [...sweep(1).filter((entry) => entry.kind !== 'select'), ...run.queue.filter((entry) => entry.el.isConnected)];
    run.resumed = false;
  };
  // A box behind what was clicked is told to bear its words, as pages with names for their panels do.
  const tell = (el, brought) => {
    const under = (box) => box && box.previousElementSibling && box.previousElementSibling.contains(el);
    for (const node of run.brought.slice(brought, brought + 20)) {
      const panel = [node, node.parentElement].find(under);
      if (!panel || !/^(DIV|SECTION)$/.test(panel.tagName) || panel.hasAttribute('role') || panel.hasAttribute('aria-labelledby')) continue;
      el.id = el.id || `oit-said-${run.clicked.length}`;
      panel.setAttribute('role', 'region');
      panel.setAttribute('aria-labelledby', el.id);
    }
  };
  // Did the page make itself anew? Then what it brought is not owed to the click, and what was waiting stands elsewhere now.
  const renewed = (brought) => {
    if (!run.marks.names.length) return false;
    const itself = (node) => node.isConnected && share(node.querySelectorAll(run.marks.tags)) >= 0.5;
    const found = run.brought.slice(brought, brought + 50).filter(itself);
    found.forEach((node) => run.addedBy.set(node, ''));
    if (!found.length || ++run.renewals > MOST_RENEWALS) return false;
    resume();
    run.fresh = [];
    return true;
  };
  run.back = async () => {
    run.foreign = run.astray = run.away !== null && run.away.page;
    run.fresh = [];
    const end = state.now() + 1500;
    try { window.dispatchEvent(new PopStateEvent('popstate', {state: history.state})); } catch (e) {}
    do await settled(500); while (!atHome() && state.now() < end);
    await settled(300);
    run.foreign = false;
    run.away = null;
    if (!atHome()) {
      for (const entry of run.queue) if (!entry.el.isConnected && waits(entry)) run.lost.add(entry.key);
      return false;
    }
    run.astray = false;
    resume();
    return true;
  };
  run.isLost = () => run.lost.size > 0 && !atHome();
  run.left = () => {
    const open = run.queue.some((entry) => entry.el.isConnected && wanted(entry.el));
    return open || run.cut || run.views.length > 0 || run.isLost();
  };
  run.carry = () => {
    const shown = run.astray ? [] : run.brought.filter((node) => node.isConnected && !run.addedBy.has(node.parentNode));
    const kept = shown.map((node) => ({node, html: node.outerHTML, text: '', label: run.addedBy.get(node), view: run.view}));
    const bare = ({node, html, text, label, view}) => ({name: node.nodeName, html, text, label, view});
    const waiting = new Set(run.views.map((view) => view.to));
    return {
      done: [...run.done], lost: [...run.lost], said: [...run.saidBy], labels: run.labels, stern: run.stern, size: run.removedSize,
      removed: [...run.removed, ...kept].slice(0, 1500).map(bare), sources: run.sources.map(({url, label}) => ({url, label})),
      views: [...run.viewsSeen].filter((to) => !waiting.has(to)),
    };
  };
  const recall = () => {
    const node = (name) => document.createElement(/^[A-Z]+$/.test(name) ? name : 'DIV');
    run.done = new Map(past.done);
    run.lost = new Set(past.lost);
    run.saidBy = new Set(past.said);
    run.viewsSeen = new Set(past.views);
    run.labels = past.labels;
    run.clicked = new Array(past.labels.length);
    run.stern = past.stern;
    state.strict = run.stern > 0;
    run.removedSize = past.size;
    run.removed = past.removed.map((gone) => ({...gone, node: node(gone.name), parent: document.body}));
    run.sources = past.sources.map((source) => ({...source, el: document.body}));
  };
"""
BACK = "() => window.__oitRun.back()"
CARRY = "() => window.__oitRun.carry()"
LEFT = "() => window.__oitRun.left()"
LOST = "() => window.__oitRun.isLost()"
