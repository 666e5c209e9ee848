"""What runs inside a rendered page: nothing is sent, nothing is left; what clicks bring to light is kept.

Three scripts. GUARD runs before the page's own scripts, EXPAND once the page has settled, and NEXT and FINISH drive it from outside,
so that a page that hangs or leaves is noticed there.
"""

# Forms are never sent, windows never opened; an address that a script wanted to open is noted.
GUARD = """
(() => {
  const state = {frozen: false, opened: []};
  Object.defineProperty(window, '__oit', {value: state, enumerable: false, configurable: false});
  const note = (url) => {
    try { if (url && state.opened.length < 200) state.opened.push(new URL(url, document.baseURI).href); } catch (e) {}
  };
  window.open = (url) => { note(url); return null; };
  window.print = () => {};
  HTMLFormElement.prototype.submit = function () {};
  HTMLFormElement.prototype.requestSubmit = function () {};
  window.addEventListener('submit', (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name].bind(history);
    history[name] = (data, unused, url) => {
      if (!state.frozen) return original(data, unused, url);
      const here = location.pathname + location.search;
      try { const to = new URL(url, document.baseURI); if (to.pathname + to.search !== here) note(to.href); } catch (e) {}
    };
  }
})();
"""

SCROLL = """
async () => {
  const step = Math.max(400, window.innerHeight), end = Math.min(document.documentElement.scrollHeight, step * 12);
  for (let y = 0; y < end; y += step) { window.scrollTo(0, y); await new Promise(done => setTimeout(done, 40)); }
  window.scrollTo(0, 0);
}
"""

# Prepares the clicks: what to click, in which order, and a record of what is added and taken away on the way.
EXPAND = """
(neverClick) => {
  const TOGGLES = ['summary', '[aria-expanded="false"]', '[data-toggle]', '[data-bs-toggle]', '[role="tab"]', '[aria-controls]',
    '[class*="accordion"] :is(h1,h2,h3,h4,h5,h6,button,a,[class*="head"],[class*="title"])', '[class*="collapsible"]',
    '[class*="tab"] > :is(a,li,button)',
    '[onclick]', 'a[href^="javascript:" i]', '[role="button"]', 'button', 'a[href="#"]', 'a[href=""]', 'a[href^="#"]', 'a:not([href])',
    'input[type="button"]'];
  const SKIP = '[data-dismiss],[data-bs-dismiss],.close,.btn-close,[data-slide],[data-bs-slide],[data-slide-to],[data-bs-slide-to],' +
    '[class*="carousel-control"],[class*="slick-"],[class*="swiper-"],[class*="owl-"],[disabled],[aria-disabled="true"],[contenteditable="true"]';
  const squeeze = (text) => (text || '').replace(/\\s+/g, '').toLowerCase();
  const words = (el) => el.innerText || el.value || el.getAttribute('aria-label') || el.title || '';
  const label = (el) => words(el).replace(/\\s+/g, ' ').trim().slice(0, 200);
  const run = {seen: new WeakSet(), queue: [], clicked: [], depth: 0, label: '', fresh: [],
    addedBy: new WeakMap(), removed: [], removedSize: 0};

  const real = (a) => {
    const href = (a.getAttribute('href') || '').trim();
    return href && !href.startsWith('#') && !/^javascript:/i.test(href);
  };
  const sends = (el) => {
    if (el.matches('input:not([type="button"]),select,textarea')) return true;
    const form = el.form || el.closest('form');
    if (!form || !el.matches('button,input,[role="button"]')) return false;
    const typed = form.querySelector('input:not([type]),input[type="text"],input[type="password"],input[type="email"],input[type="tel"],' +
      'input[type="search"],input[type="number"],input[type="file"],textarea');
    return el.type === 'submit' || el.type === 'reset' || el.type === 'image' || typed !== null;
  };
  const wanted = (el) => {
    if (!el.isConnected || el.matches(SKIP) || sends(el)) return false;
    if (el.getAttribute('aria-expanded') === 'true' || el.getAttribute('aria-selected') === 'true') return false;
    if (el.tagName === 'SUMMARY' && el.parentElement && el.parentElement.open) return false;
    const link = el.closest('a[href]');
    if (link && real(link) && !el.matches('[data-toggle],[data-bs-toggle],[aria-expanded="false"],[role="tab"],[onclick]')) return false;
    const said = squeeze(label(el));
    return !neverClick.some((word) => said === word || (said.startsWith(word) && said.length <= word.length + 6));
  };
  const pointers = (root) => {
    const found = [];
    let left = 4000;
    for (const el of root.querySelectorAll('div,span,li,h1,h2,h3,h4,h5,h6,td,th,p,dt,label,img,i')) {
      if (left-- <= 0) break;
      const above = el.parentElement;
      if (getComputedStyle(el).cursor !== 'pointer' || (above && getComputedStyle(above).cursor === 'pointer')) continue;
      if (!el.closest('a,button,summary')) found.push(el);
    }
    return found;
  };
  const sweep = (depth) => {
    const found = [];
    const take = (el) => { if (!run.seen.has(el) && wanted(el)) { run.seen.add(el); found.push([el, depth]); } };
    for (const selector of TOGGLES) document.querySelectorAll(selector).forEach(take);
    const roots = depth === 1 ? [document] : run.fresh.filter((node) => node.isConnected).slice(0, 20);
    run.fresh = [];
    roots.forEach((root) => pointers(root).forEach(take));
    return found;
  };
  new MutationObserver((records) => {
    for (const record of records) {
      for (const node of record.addedNodes) {
        run.addedBy.set(node, run.label);
        if (node.nodeType === 1 && run.fresh.length < 200) run.fresh.push(node);
      }
      for (const node of record.removedNodes) {
        const html = node.nodeType === 1 ? node.outerHTML : (node.nodeType === 3 && node.data.trim().length > 20 ? '<p></p>' : '');
        if (!html || run.removed.length >= 400 || run.removedSize + html.length > 3000000) continue;
        run.removedSize += html.length;
        const text = node.nodeType === 3 ? node.data : '';
        run.removed.push({node, html, text, parent: record.target, label: run.addedBy.get(node) || ''});
      }
    }
  }).observe(document.documentElement, {childList: true, subtree: true});

  document.querySelectorAll('details').forEach((details) => { details.open = true; });
  run.queue = sweep(1);
  window.__oit.frozen = true;

  run.next = () => {
    if (run.depth === 1 && run.fresh.length) run.queue = [...sweep(2), ...run.queue];
    while (run.queue.length) {
      const [el, depth] = run.queue.shift();
      if (!wanted(el)) continue;
      run.depth = depth;
      run.label = label(el);
      run.clicked.push(el);
      window.__oit.opened.length = 0;
      try { el.click(); } catch (e) {}
      return {id: run.clicked.length - 1, label: run.label};
    }
    return null;
  };

  run.finish = (links) => {
    document.querySelectorAll('details').forEach((details) => { details.open = true; });
    for (const {id, url} of links) {
      const el = run.clicked[id], anchor = document.createElement('a');
      anchor.href = url;
      anchor.textContent = el ? label(el) : '';
      anchor.setAttribute('data-oit-opened', '');
      if (el && el.isConnected && el.parentElement) el.insertAdjacentElement('afterend', anchor); else document.body.appendChild(anchor);
    }
    const kept = new Set();
    for (const {node, html, text, parent, label} of run.removed) {
      if (node.isConnected || kept.has(html + text)) continue;
      kept.add(html + text);
      const section = document.createElement('section');
      section.setAttribute('data-oit-kept', '');
      if (label) { const head = document.createElement('h4'); head.textContent = label; section.appendChild(head); }
      const body = document.createElement('div');
      if (text) body.textContent = text; else body.innerHTML = html;
      section.appendChild(body);
      (parent.isConnected && parent.nodeType === 1 ? parent : document.body).appendChild(section);
    }
    const hosts = [...document.querySelectorAll('*')].slice(0, 20000).filter((el) => el.shadowRoot);
    for (const host of hosts) {
      const copy = document.createElement('div');
      copy.innerHTML = host.shadowRoot.innerHTML;
      host.appendChild(copy);
    }
    return '<!DOCTYPE html>' + document.documentElement.outerHTML;
  };
  Object.defineProperty(window, '__oitRun', {value: run, enumerable: false});
  return run.queue.length;
}
"""

NEXT = "() => window.__oitRun.next()"
OPENED = "() => window.__oit.opened.splice(0)"
FINISH = "(links) => window.__oitRun.finish(links)"
