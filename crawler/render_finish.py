"""What runs in a frame when the clicks are done: puts back what they took away, adds the links they would
have opened, gives the HTML."""

from typing import NamedTuple


class Taken(NamedTuple):
    """The HTML, "" where it is too large, and its size in characters."""

    html: str
    size: int


def taken_of(answer: object) -> Taken:
    """What one of the scripts below gave; a hostile page may have spoiled it."""
    if isinstance(answer, dict) and isinstance(answer.get("html"), str) and isinstance(answer.get("size"), (int, float)):
        return Taken(answer["html"], int(answer["size"]))
    return Taken("", 0)


# Gives {html, size}: the whole document, or the body with absolute addresses for a frame; html is "" beyond `most` characters.
FINISH = """
({links, most, inner, loading}) => {
  const run = window.__oitRun || {clicked: [], labels: [], removed: [], addedBy: new WeakMap(), sources: []};
  const squeeze = (text) => (text || '').replace(/\\s+/g, '');
  document.querySelectorAll('details').forEach((details) => { details.open = true; });

  const anchor = (url, text, after) => {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = text;
    link.setAttribute('data-oit-opened', '');
    if (after && after.isConnected && after.parentElement && after !== document.body) after.insertAdjacentElement('afterend', link);
    else (document.body || document.documentElement).appendChild(link);
  };
  const opened = new Set([...document.querySelectorAll('a[data-oit-opened]')].map((el) => el.href));
  const placeless = [];
  for (const {id, url} of links) {
    if (opened.has(url)) continue;
    if (run.clicked[id] && run.clicked[id].isConnected) anchor(url, run.labels[id] || '', run.clicked[id]);
    else placeless.push([url, run.labels[id] || '']);
  }
  const shown = new Set([...document.querySelectorAll('a[href], iframe[src], embed[src]')].map((el) => el.href || el.src));
  for (const {el, url, label} of run.sources) if (!shown.has(url)) { shown.add(url); anchor(url, label, el); }

  // A place whose content changed with the clicks: what stands there now gets the words that brought it.
  const places = new Set(run.removed.filter((gone) => gone.label).map((gone) => gone.parent));
  for (const place of places) {
    if (place.nodeType !== 1 || !place.isConnected || /^(TBODY|TABLE|TR|UL|OL|DL|SELECT)$/.test(place.tagName)) continue;
    let last = '';
    for (const child of [...place.childNodes]) {
      const label = run.addedBy.get(child) || '';
      if (label && label !== last) {
        const head = document.createElement('h4');
        head.textContent = label;
        place.insertBefore(head, child);
      }
      last = label;
    }
  }

  // What was taken away and is nowhere to be seen now.
  const seen = squeeze(document.documentElement.textContent);
  const addresses = new Set([...document.querySelectorAll('a[href]')].map((el) => el.getAttribute('href')));
  const shownBy = (root) => {
    const hrefs = [...root.querySelectorAll('a[href]')].map((el) => el.getAttribute('href'));
    return hrefs.every((href) => addresses.has(href)) && seen.includes(squeeze(root.textContent));
  };
  const there = (gone) => {
    const made = document.createElement('template');
    made.innerHTML = gone.html;
    if (!gone.html) return seen.includes(squeeze(gone.text));
    if (shownBy(made.content)) return true;
    const frame = [...made.content.querySelectorAll('nav,header,footer,aside,form')].filter(shownBy);
    frame.forEach((el) => el.remove());
    if (frame.length) gone.html = made.innerHTML;
    return false;
  };
  const ROWS = {TR: 'tbody', LI: 'ul', DT: 'dl', DD: 'dl', TD: 'tr', TBODY: 'table'};
  const kept = new Set(), groups = new Map();
  for (const gone of run.removed) {
    if (gone.node.isConnected || kept.has(gone.html + gone.text) || there(gone)) continue;
    kept.add(gone.html + gone.text);
    if (!groups.has(gone.parent)) groups.set(gone.parent, new Map());
    const labelled = groups.get(gone.parent);
    if (!labelled.has(gone.label)) labelled.set(gone.label, []);
    labelled.get(gone.label).push(gone);
  }
  for (const [parent, labelled] of groups) {
    for (const [label, all] of labelled) {
      const place = parent.isConnected && parent.nodeType === 1 ? parent : document.body;
      const rows = ROWS[all[0].node.nodeName];
      if (rows && !label && place === parent) { place.insertAdjacentHTML('beforeend', all.map((gone) => gone.html).join('')); continue; }
      const section = document.createElement('section');
      section.setAttribute('data-oit-kept', '');
      if (all[0].view) section.setAttribute('data-oit-view', all[0].view);
      if (label) { const head = document.createElement('h4'); head.textContent = label; section.appendChild(head); }
      const body = document.createElement('div');
      const table = rows === 'tbody' || rows === 'tr' || rows === 'table';
      const inside = all.map((gone) => gone.html || gone.text.replace(/&/g, '&amp;').replace(/</g, '&lt;')).join('');
      body.innerHTML = table ? '<table>' + inside + '</table>' : rows ? `<${rows}>${inside}</${rows}>` : inside;
      section.appendChild(body);
      const outside = place.closest ? place.closest('table, ul, ol, dl, select') : null;
      if (outside && outside.parentElement) outside.insertAdjacentElement('afterend', section); else place.appendChild(section);
    }
  }

  const addressed = new Set([...document.querySelectorAll('a[data-oit-opened]')].map((el) => el.href));
  for (const [url, text] of placeless) if (!addressed.has(url)) { addressed.add(url); anchor(url, text, null); }

  // Curtains that were lifted, and shadow trees from the inside out.
  for (const el of [...document.querySelectorAll('div, span, p, h1, h2, h3, h4, h5')].slice(0, 20000)) {
    if (el.childElementCount > 3 || el.textContent.length > 60 || el.getClientRects().length) continue;
    if (loading.includes(el.textContent.replace(/[\\s.…!|-]+/g, '').toLowerCase())) el.remove();
  }
  let left = 20000;
  const flatten = (root) => {
    for (const el of root.querySelectorAll('*')) {
      if (left-- <= 0) return;
      if (!el.shadowRoot || el.hasAttribute('data-oit-flat')) continue;
      flatten(el.shadowRoot);
      const copy = document.createElement('div');
      copy.innerHTML = el.shadowRoot.innerHTML;
      el.setAttribute('data-oit-flat', '');
      el.appendChild(copy);
    }
  };
  flatten(document);
  if (inner) {
    const relative = (value) => value && !value.startsWith('#') && !/^(javascript|data|blob):/i.test(value);
    for (const name of ['href', 'src', 'action']) {
      for (const el of document.querySelectorAll('[' + name + ']')) {
        const value = el.getAttribute(name).trim();
        try { if (relative(value)) el.setAttribute(name, new URL(value, document.baseURI).href); } catch (e) {}
      }
    }
  }
  const html = inner ? (document.body ? document.body.innerHTML : '') : '<!DOCTYPE html>' + document.documentElement.outerHTML;
  return html.length > most ? {html: '', size: html.length} : {html, size: html.length};
}
"""

SIZE = "() => (document.documentElement ? document.documentElement.innerHTML.length : 0)"

# The page as it is; "" with its size if it is too large.
CONTENT = """
(most) => {
  const html = document.documentElement ? '<!DOCTYPE html>' + document.documentElement.outerHTML : '';
  return html.length > most ? {html: '', size: html.length} : {html, size: html.length};
}
"""

# Puts what a frame of the same site shows behind the frame.
EMBED = """
(frame, {html, url}) => {
  if (frame.tagName !== 'IFRAME' || !frame.parentElement) return;
  const section = document.createElement('section');
  section.setAttribute('data-oit-frame', url);
  section.innerHTML = html;
  section.querySelectorAll('script, style, link').forEach((el) => el.remove());
  frame.insertAdjacentElement('afterend', section);
}
"""

# A page with next to nothing that wanted to lead on by itself leads on in the HTML too.
LEADS_ON = """
(url) => {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'refresh';
  meta.content = '0; url=' + url;
  document.head.prepend(meta);
}
"""
