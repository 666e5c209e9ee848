// Menus work without this file. Two things do not: the accordion of documents and the list of procurement notices.
(function () {
  "use strict";

  function make(tag, text, parent) {
    var node = document.createElement(tag);
    if (text) { node.textContent = text; }
    parent.appendChild(node);
    return node;
  }

  function load(address, done) {
    fetch(address).then(function (answer) { return answer.json(); }).then(done);
  }

  function toggle(button, fill) {
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) { button.nextElementSibling.remove(); return; }
      var panel = document.createElement("div");
      panel.className = "panel";
      button.after(panel);
      fill(panel);
    });
  }

  function documents(rows, panel) {
    var list = make("ul", "", panel);
    list.className = "files";
    rows.forEach(function (row) {
      var link = make("a", row[0], make("li", "", list));
      link.href = row[1];
    });
  }

  function accordion(box) {
    box.querySelectorAll("button").forEach(function (button) {
      toggle(button, function (panel) {
        load(box.dataset.source, function (groups) {
          var parts = groups[button.dataset.group];
          Object.keys(parts).forEach(function (name) {
            var inner = make("button", name, panel);
            inner.type = "button";
            toggle(inner, function (deeper) { documents(parts[name], deeper); });
          });
        });
      });
    });
  }

  function notices(box) {
    load(box.dataset.source, function (rows) {
      var table = make("table", "", box);
      var head = make("tr", "", make("thead", "", table));
      ["วันที่ประกาศ", "เรื่อง", "วงเงิน (บาท)"].forEach(function (name) { make("th", name, head); });
      var body = make("tbody", "", table);
      rows.forEach(function (row) {
        var line = make("tr", "", body);
        make("td", row.day, line);
        var link = make("a", row.title, make("td", "", line));
        link.href = row.to;
        make("td", row.amount, line);
      });
    });
  }

  document.querySelectorAll(".accordion").forEach(accordion);
  document.querySelectorAll(".notices").forEach(notices);
  document.querySelectorAll(".year").forEach(function (node) { node.textContent = String(new Date().getFullYear() + 543); });
})();
