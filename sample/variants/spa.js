// A small client-side router in the manner of script frameworks: nothing is in the HTML, links of lists are buttons.
(function () {
  "use strict";
  var root = document.getElementById("__next");

  function get(address) { return fetch(address).then(function (answer) { return answer.json(); }); }

  function make(tag, text, parent, name) {
    var node = document.createElement(tag);
    if (text) { node.textContent = text; }
    if (name) { node.className = name; }
    parent.appendChild(node);
    return node;
  }

  function go(address) { history.pushState({}, "", address); render(address); }

  function fold(label, parent, fill) {
    var head = make("div", label, parent, "group");
    head.style.cursor = "pointer";
    head.addEventListener("click", function () {
      if (head.dataset.open) { head.nextElementSibling.remove(); delete head.dataset.open; return; }
      head.dataset.open = "1";
      var panel = document.createElement("div");
      head.after(panel);
      fill(panel);
    });
  }

  function files(item, panel) {
    if (!item.files.length) { make("p", "", panel); }
    item.files.forEach(function (file) {
      if (file.url.charAt(0) === "/" && /\.html$/.test(file.url)) {
        var entry = make("button", file.name, panel);
        entry.addEventListener("click", function () { go(file.url); });
      } else {
        make("a", file.name, panel).setAttribute("href", file.url);
      }
    });
  }

  function list(box) {
    get("/api/items").then(function (groups) {
      groups.forEach(function (group) {
        fold(group.name, box, function (panel) {
          group.items.forEach(function (item) {
            fold(item.code + " " + item.name, panel, function (deeper) { files(item, deeper); });
          });
        });
      });
    });
  }

  function fill(box, source, draw) {
    if (!box) { return; }
    get(box.getAttribute("data-source")).then(function (rows) { draw(box, rows); });
  }

  function notices(box, rows) {
    var table = make("table", "", box);
    rows.forEach(function (row) {
      var line = make("tr", "", table);
      make("td", row.day, line);
      var link = make("a", row.title, make("td", "", line));
      link.href = row.to;
      make("td", row.amount, line);
    });
  }

  function offices(box, groups) {
    box.textContent = "";
    Object.keys(groups).forEach(function (name) {
      fold(name, box, function (panel) {
        Object.keys(groups[name]).forEach(function (part) {
          fold(part, panel, function (deeper) {
            groups[name][part].forEach(function (row) { make("a", row[0], make("p", "", deeper)).href = row[1]; });
          });
        });
      });
    });
  }

  function wire() {
    var box = document.getElementById("oit");
    if (box) { list(box); }
    fill(document.querySelector(".notices"), "", notices);
    fill(document.querySelector(".accordion"), "", offices);
    document.querySelectorAll('#__next a[href^="/"]').forEach(function (link) {
      if (!/\.(pdf|docx|xlsx)$/i.test(link.getAttribute("href"))) {
        link.addEventListener("click", function (event) { event.preventDefault(); go(link.getAttribute("href")); });
      }
    });
  }

  function render(address) {
    Promise.all([get("/api/menu"), get("/api/page?slug=" + decodeURI(address))]).then(function (parts) {
      root.innerHTML = parts[0].header + "<main>" + parts[1].html + "</main>" + parts[0].footer;
      wire();
    });
  }

  window.addEventListener("popstate", function () { render(location.pathname + location.search); });
  if (root.children.length) { wire(); } else { render(location.pathname + location.search); }
})();
