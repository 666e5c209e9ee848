"""What opens a page from within: finds what a reader would click, clicks one thing after the other, and remembers what comes and goes.

EXPAND prepares it once the page has settled; picking and clicking (page_clicks.py) are called from outside one click at a time, so that a
page that hangs is noticed there. What protects the page is in render_guard.py, what puts it together again in render_finish.py.
"""

from crawler.page_clicks import CLICKS
from crawler.page_watch import RETURN, WATCH

_FIND = """
({never, more, next, refuse, past}) => {
  if (window.__oitRun) return 0;
  const state = window.__oit;
  const TOGGLES = ['summary', '[role="tab"]', '[aria-expanded="false"]', '[data-toggle]', '[data-bs-toggle]', '[aria-controls]',
    '[class*="accordion" i] :is(h1,h2,h3,h4,h5,h6,button,a,[class*="head"],[class*="title"])', '[class*="collapsible" i]',
    '[class*="tab" i] > :is(a,li,button)'];
  const BUTTONS = ['[onclick]', 'a[href^="javascript:" i]', '[role="button"]', 'button', 'a[href="#"]', 'a[href=""]',
    'a[href^="#"]', 'a:not([href])', 'input[type="button"]', 'label'];
  const SKIP = '[data-dismiss],[data-bs-dismiss],.close,.btn-close,[data-slide],[data-bs-slide],[data-slide-to],[data-bs-slide-to],' +
    '[class*="carousel-control"],[class*="slick-"],[class*="swiper-"],[class*="owl-"],[disabled],.disabled,[aria-disabled="true"],' +
    '[contenteditable="true"],body,html';
  const PAGER = '[class*="paginat" i],[class*="pager" i],[class*="page-nav" i]';
  const NOTICE = '[id*="cookie" i],[class*="cookie" i],[id*="consent" i],[class*="consent" i],[id*="pdpa" i],[class*="pdpa" i]';
  const FRAME = 'nav,header,footer,[role="navigation"],[class*="menu" i],[id*="menu" i],[class*="navbar" i]';
  const TYPED = 'input:not([type]),input[type="text"],input[type="password"],input[type="email"],input[type="tel"],' +
    'input[type="search"],input[type="number"],input[type="file"],input[type="date"],textarea';
  const OPENERS = '[data-toggle],[data-bs-toggle],[aria-expanded="false"],[role="tab"],[onclick]';
  const MOST_REPEATS = 10, MOST_VIEWS = 60, MOST_DEPTH = 3, MOST_OPTIONS = 15, MOST_SIZE = 3000000, MOST_FOUND = 300;
  const squeeze = (text) => (text || '').replace(/\\s+/g, '').toLowerCase();
  const words = (el) => el.innerText || el.value || el.getAttribute('aria-label') || el.title || el.textContent || '';
  const label = (el) => words(el).slice(0, 2000).replace(/\\s+/g, ' ').trim().slice(0, 200);
  const run = {seen: new WeakSet(), queue: [], views: [], viewsSeen: new Set(), clicked: [], labels: [], depth: 0, label: '', before: '',
    view: '', fresh: [], added: 0, addedBy: new WeakMap(), removed: [], removedSize: 0, sources: [], places: new Set(), repeats: new Map(),
    done: new Map(), saidBy: new Set(), lost: new Set(), foreign: false, astray: false, resumed: false, brought: [],
    cut: false, renewals: 0, broughtBefore: 0, pressed: null, away: null, stern: 0};

  const roots = () => [document, ...state.shadows.filter((root) => root.host.isConnected)];
  const all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
  const href = (a) => (a.getAttribute('href') || '').trim();
  const real = (a) => href(a) && !href(a).startsWith('#') && !/^javascript:/i.test(href(a));
  const isView = (el) => el.matches('a[href^="#/"],a[href^="#!"]');
  const sending = (form) => form !== null && form !== undefined &&
    form.querySelector(TYPED + ',button:not([type]),button[type="submit"],input[type="submit"],input[type="image"]') !== null;
  const sends = (el) => {
    if (el.matches('input:not([type="button"]),select,textarea,[type="submit"],[type="reset"],[type="image"]')) {
      if (el.form || !el.matches('button')) return true;
    }
    if (el.tagName === 'LABEL') return !el.control || !/^(checkbox|radio)$/.test(el.control.type) || sending(el.control.form);
    const form = el.form || el.closest('form');
    if (!form || !el.matches('button,input,[role="button"]')) return false;
    return (el.tagName === 'BUTTON' && el.type === 'submit') || form.querySelector(TYPED) !== null;
  };
  const says = (el, list) => list.includes(squeeze(label(el)));
  const SLIDES = '[class*="carousel" i],[class*="slider" i],[class*="swiper" i],[class*="lightbox" i]';
  const isNext = (el) => says(el, next) && !el.closest(SLIDES);
  const isToggle = (el) => TOGGLES.some((selector) => el.matches(selector));
  const kindOf = (el) => (isNext(el) ? 'next' : says(el, more) ? 'more' : isToggle(el) ? 'toggle' : 'other');
  const wanted = (el) => {
    if (!el.isConnected || el.matches(SKIP) || isView(el) || sends(el)) return false;
    if (el.getAttribute('aria-expanded') === 'true' || el.getAttribute('aria-selected') === 'true') return false;
    if (el.tagName === 'SUMMARY' && el.parentElement && el.parentElement.open) return false;
    const link = el.closest('a[href]');
    if (link && real(link) && !el.matches(OPENERS)) return false;
    if (el.closest(NOTICE)) return false;
    const pager = el.closest(PAGER);
    if (pager && !isNext(el) && [...pager.querySelectorAll('a,button,li,span')].some(isNext)) return false;
    const said = squeeze(label(el));
    return !never.some((word) => said === word || (said.startsWith(word) && said.length <= word.length + 6));
  };
  const pointers = (root) => {
    const found = [];
    let left = 4000;
    for (const el of root.querySelectorAll('div,span,li,h1,h2,h3,h4,h5,h6,td,th,p,dt,label,img,i,article,section')) {
      if (left-- <= 0) break;
      const above = el.parentElement;
      if (getComputedStyle(el).cursor !== 'pointer' || (above && getComputedStyle(above).cursor === 'pointer')) continue;
      if (!el.closest('a,button,summary')) found.push(el);
    }
    return found;
  };

  const looks = (el) => {
    const above = el.closest('[id]'), said = (el.textContent || el.value || '').slice(0, 200);
    return [el.tagName, said, el.getAttribute('class') || '', above ? above.id : '', el.tagName === 'SELECT' ? el.name : ''].join('|');
  };
  const named = (el) => el.tagName + '|' + squeeze((el.textContent || el.value || '').slice(0, 400)).slice(0, 80).replace(/>/g, '');
  // Scripts make the same button anew: what looks alike in the same place among the same words was clicked before.
  const placed = (el) => {
    const path = [];
    for (let at = el; at && path.length < 30; at = at.parentElement) {
      let order = 0;
      for (let before = at.previousElementSibling; before && order < 500; before = before.previousElementSibling) order++;
      path.push(order);
    }
    const around = el.parentElement && el.parentElement.parentElement || el;
    return looks(el) + path.join('.') + squeeze(around.textContent.slice(0, 1000)).slice(0, 200);
  };
  const sweep = (depth) => {
    const found = [], above = depth > 1 && run.current ? run.current.key + '>' : '', alike = new Map();
    const take = (el) => {
      if (found.length >= MOST_FOUND || run.seen.has(el) || !wanted(el)) return;
      run.seen.add(el);
      const name = named(el), order = (alike.get(name) || 0) + 1, key = above + name + order;
      alike.set(name, order);
      const leads = run.lost.delete(key) || [...run.lost].some((lost) => lost.startsWith(key + '>'));
      if (run.done.has(key) && !leads) { run.clicked[run.done.get(key)] = el; return; }
      if ((depth > 1 || run.resumed) && !leads && run.places.has(placed(el))) return;
      found.push({el, depth, kind: kindOf(el), key});
    };
    for (const selector of TOGGLES) all(selector).forEach(take);
    for (const selector of BUTTONS) all(selector).forEach(take);
    const fresh = depth === 1 ? roots() : run.fresh.filter((node) => node.isConnected).slice(0, 20);
    run.fresh = [];
    fresh.forEach((root) => pointers(root).forEach(take));
    const last = (entry) => (entry.el.closest(FRAME) ? 2 : 0) + (entry.kind === 'next' ? 1 : 0);
    for (const a of all('a[href^="#/"],a[href^="#!"]')) {
      if (run.viewsSeen.has(href(a)) || run.viewsSeen.size >= MOST_VIEWS) continue;
      run.viewsSeen.add(href(a));
      run.views.push({el: a, depth: 1, kind: 'view', to: href(a), said: label(a), key: ''});
    }
    return [...selects(), ...found.sort((one, other) => last(one) - last(other))];
  };
  const selects = () => {
    const found = [];
    for (const el of all('select')) {
      const options = [...el.options], lengths = /_length$/.test(el.name) || el.closest('.dataTables_length,.dt-length');
      if (run.seen.has(el) || el.disabled || el.multiple || options.length < 2 || sending(el.form)) continue;
      run.seen.add(el);
      const years = options.filter((option) => /(25|20)\\d\\d|[๐-๙]{4}/.test(option.text)).length;
      if (options.length > MOST_OPTIONS || el.closest(FRAME)) continue;
      const first = el.selectedIndex;
      if (lengths) {
        const worth = (option) => (Number(option.value) < 0 ? Infinity : Number(option.value) || 0);
        const most = options.reduce((best, option) => (worth(option) > worth(best) ? option : best));
        found.push({el, depth: 1, kind: 'select', key: '', to: most.index, said: '', was: ''});
      } else if (years * 2 >= options.length || options.length <= 8) {
        const was = first >= 0 ? options[first].text.trim() : '';
        const others = options.filter((option) => option.index !== first && !option.disabled && option.value !== '');
        const turns = others.map((option) => ({el, depth: 1, kind: 'select', key: '', to: option.index, said: option.text.trim(), was}));
        if (turns.length && first >= 0) turns.push({el, depth: 1, kind: 'select', key: '', to: first, said: was, was: ''});
        found.push(...turns);
      }
    }
    return found;
  };

"""

_BEGIN = """
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
  state.frozen = true;
  window.addEventListener('click', (event) => {  // a link to nowhere does what its handlers do, it does not lead to the page's own top
    const link = event.target instanceof Element && event.target.closest('a[href]');
    if (link && (href(link) === '#' || href(link) === '')) event.preventDefault();
  });
  const hovered = all('nav li, [class*="menu" i] li, [aria-haspopup], [class*="dropdown" i]').slice(0, 200);
  for (const el of hovered) {
    for (const name of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter']) {
      try { el.dispatchEvent(new MouseEvent(name, {bubbles: name.endsWith('over'), cancelable: true, view: window})); } catch (e) {}
    }
  }
  const notices = all(NOTICE).flatMap((box) => [...box.querySelectorAll('button,a,[role="button"],span')]);
  const refusal = notices.find((el) => says(el, refuse) && !(el.matches('a') && real(el)) && !sends(el));
  if (past) recall();
  run.queue = sweep(1).filter((entry) => !past || entry.kind !== 'select');
  if (refusal) run.queue.unshift({el: refusal, depth: MOST_DEPTH, kind: 'refuse', key: ''});
  const links = all('a[href]').filter(real).length;
  if (links < 5 && document.body && !past) {
    for (const film of all('video')) film.dispatchEvent(new Event('ended'));
    const middle = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2);
    const places = [...new Set([middle, document.body])].filter((el) => el && !el.closest('a,button,form'));
    run.queue.push(...places.map((el) => ({el, depth: MOST_DEPTH, kind: 'page', key: ''})));
  }
  run.marks = landmarks();
"""

_END = """
  Object.defineProperty(window, '__oitRun', {value: run, enumerable: false});
  return run.queue.length;
}
"""

EXPAND = _FIND + WATCH + RETURN + _BEGIN + CLICKS + _END
