"""What runs in every frame before the page's own scripts: forms are never sent, windows never opened or closed, dialogs never shown.

It also keeps account of what the page still waits for, so that the visit knows when the page is quiet.
"""

GUARD = """
(() => {
  if (window.__oit) return;
  const now = performance.now.bind(performance), later = window.setTimeout.bind(window), forget = window.clearTimeout.bind(window);
  const state = {frozen: false, opened: [], shadows: [], onShadow: null, onLeave: null, strict: false, changed: now(), later, now};
  Object.defineProperty(window, '__oit', {value: state, enumerable: false, configurable: false, writable: false});
  const note = (url) => {
    try { if (url && state.opened.length < 200) state.opened.push(new URL(url, document.baseURI).href); } catch (e) {}
  };

  // Nothing is sent, opened, closed or asked.
  window.open = (url) => { note(url); return null; };
  window.print = window.close = window.alert = () => {};
  window.confirm = () => false;
  window.prompt = () => null;
  try { navigator.sendBeacon = () => true; } catch (e) {}
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'Notification', 'PaymentRequest']) {
    try { delete window[name]; } catch (e) {}
  }
  HTMLFormElement.prototype.submit = function () {};
  HTMLFormElement.prototype.requestSubmit = function () {};
  window.addEventListener('submit', (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
  let windows = 0;  // that links opened: closing a window costs time, so a few are enough
  window.addEventListener('click', (event) => {
    const at = event.composedPath()[0], link = at && at.closest && at.closest('a[target], area[target]');
    if (!link || /^(|_self|_parent|_top)$/i.test(link.target) || document.getElementsByName(link.target).length || ++windows <= 10) return;
    note(link.href);
    event.preventDefault();
  }, true);
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name].bind(history);
    history[name] = (data, unused, url) => {
      if (!state.frozen || url === undefined || url === null) return original(data, unused, url);
      let to = null;
      try { to = new URL(url, document.baseURI); } catch (e) { return; }
      if (to.pathname + to.search === location.pathname + location.search) return original(data, unused, url);
      note(to.href);
      if (state.onLeave) state.onLeave(to);
      if (state.strict) throw new DOMException('The address stays as it is.', 'SecurityError');
    };
  }
  history.back = history.forward = history.go = () => {};
  for (const name of ['write', 'writeln']) {
    const original = document[name].bind(document);
    document[name] = (...parts) => {
      if (!state.frozen) return original(...parts);
      document.body.insertAdjacentHTML('beforeend', parts.join('').slice(0, 100000));
    };
  }
  const open = document.open.bind(document);
  document.open = (...rest) => (state.frozen ? document : open(...rest));

  // What scripts hide in shadow trees is read too.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, Object.assign({}, init, {mode: 'open'}));
    if (state.shadows.length < 2000) state.shadows.push(root);
    if (state.onShadow) state.onShadow(root);
    return root;
  };

  // What the page waits for: requests of its scripts that are younger than 4 s, and timers set by no other timer.
  const under_way = new Map(), timers = new Map();
  let number = 0, inTimer = false;
  const begin = () => { const id = ++number; under_way.set(id, now()); return () => under_way.delete(id); };
  const busy = () => {
    for (const [id, since] of under_way) if (now() - since > 4000) under_way.delete(id);
    return under_way.size > 0;
  };
  const fetched = window.fetch;
  if (fetched) window.fetch = function (...rest) {
    const end = begin(), answer = fetched.apply(this, rest);
    answer.then(end, end);
    return answer;
  };
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...rest) {
    const end = begin();
    this.addEventListener('loadend', end);
    try { return send.apply(this, rest); } catch (error) { end(); throw error; }
  };
  window.setTimeout = function (task, delay, ...rest) {
    if (typeof task !== 'function') return later(task, delay, ...rest);
    const counted = !inTimer && !state.frozen && delay <= 10000 && timers.size < 1000;
    const id = later(function (...given) {
      timers.delete(id);
      const before = inTimer;
      inTimer = true;
      try { return task.apply(this, given); } finally { inTimer = before; }
    }, delay, ...rest);
    if (counted) timers.set(id, now() + (Number(delay) || 0));
    return id;
  };
  window.clearTimeout = (id) => { timers.delete(id); forget(id); };
  new MutationObserver(() => { state.changed = now(); }).observe(document, {childList: true, subtree: true});
  state.busy = busy;
  state.idle = (horizon) => {
    if (busy() || now() - state.changed < 250) return false;
    for (const due of timers.values()) if (due < horizon && due > now() - 1000) return false;
    return true;
  };
})();
"""

# Is the page quiet, leaving aside timers that fire later than so many milliseconds after it began to load?
IDLE = "(horizon) => !window.__oit || (document.readyState !== 'loading' && window.__oit.idle(horizon))"

# Does it look unfinished to a reader: hardly any text and links, or words of loading in sight?
THIN = """
(loading) => {
  const body = document.body;
  if (!body) return true;
  if (body.textContent.length > 1000000) return false;
  const text = (body.innerText || '').replace(/\\s+/g, '');
  const links = [...document.querySelectorAll('a[href]')].filter((a) => !/^(#|javascript:|$)/i.test(a.getAttribute('href').trim()));
  if (text.length < 300 && links.length < 5) return true;
  if (document.querySelector('[aria-busy="true"], [class*="skeleton" i]')) return true;
  const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let left = 20000, node; left > 0 && (node = walk.nextNode()); left--) {
    const said = node.data.length <= 60 ? node.data.replace(/[\\s.…!|-]+/g, '').toLowerCase() : '';
    if (said && loading.includes(said) && node.parentElement && node.parentElement.getClientRects().length) return true;
  }
  return false;
}
"""

SCROLL = """
async () => {
  const pause = (time) => new Promise((done) => window.__oit.later(done, time));
  const step = Math.max(400, window.innerHeight);
  let y = 0, rounds = 0, grown = 0;
  while (rounds++ < 12 || (grown && rounds < 40)) {
    const before = document.documentElement.scrollHeight;
    y = Math.min(y + step, before);
    window.scrollTo(0, y);
    await pause(y < before ? 40 : 250);
    for (let waited = 0; window.__oit.busy() && waited < 1500; waited += 50) await pause(50);
    grown = document.documentElement.scrollHeight > before ? grown + 1 : 0;
    if ((y >= before && !grown) || before > 200000) break;
  }
  const boxes = [...document.querySelectorAll('div, ul, section, main')].slice(0, 3000)
    .filter((el) => el.scrollHeight > el.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(el).overflowY)).slice(0, 5);
  for (const box of boxes) {
    for (let times = 0; times < 5; times++) {
      const before = box.scrollHeight;
      box.scrollTop = before;
      await pause(100);
      for (let waited = 0; window.__oit.busy() && waited < 1500; waited += 50) await pause(50);
      if (box.scrollHeight <= before) break;
    }
  }
  window.scrollTo(0, 0);
}
"""

# Answers a cookie notice with a refusal, or takes what floats over the page out of sight.
UNVEIL = """
async (refuse) => {
  const squeeze = (text) => (text || '').replace(/\\s+/g, '').toLowerCase();
  const NOTICE = '[id*="cookie" i],[class*="cookie" i],[id*="consent" i],[class*="consent" i],[id*="pdpa" i],[class*="pdpa" i]';
  for (const box of document.querySelectorAll(NOTICE)) {
    const answers = [...box.querySelectorAll('button,[role="button"],a:not([href]),a[href^="#"]')];
    const answer = answers.find((el) => refuse.includes(squeeze(el.innerText)));
    if (answer) answer.click();
    if (/fixed|sticky/.test(getComputedStyle(box).position)) box.style.setProperty('display', 'none', 'important');
  }
  await new Promise((done) => window.__oit.later(done, 100));
}
"""
