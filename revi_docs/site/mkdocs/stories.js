// Filters and sorts the table of all stories, and the cards of the board with it. Without it everything is shown.
(function () {
  "use strict";

  function begin() {
    var heading = document.getElementById("all");
    var board = document.querySelector(".revi-board");
    if (!heading || !board || document.querySelector(".revi-filter")) return;
    var frame = heading.nextElementSibling;
    var table = frame && frame.querySelector("table");
    if (!table) return;
    var rows = Array.from(table.tBodies[0].rows);
    board.before(filter(rows, board));
    Array.from(table.tHead.rows[0].cells).forEach(function (cell, column) {
      sortable(table, rows, cell, column);
    });
  }

  function cellText(row, column) {
    return row.cells[column].textContent.trim();
  }

  function filter(rows, board) {
    var form = document.createElement("form");
    form.className = "revi-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter stories");
    var text = labelled(form, "Filter", "input");
    text.type = "search";
    var phase = choice(form, "Phase", rows, 2);
    var status = choice(form, "Status", rows, 3);
    var said = document.createElement("output");
    form.append(said);
    function apply() {
      var wanted = text.value.toLowerCase();
      var shown = 0;
      rows.forEach(function (row) {
        var fits =
          row.textContent.toLowerCase().includes(wanted) &&
          (!phase.value || cellText(row, 2) === phase.value) &&
          (!status.value || cellText(row, 3) === status.value);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
        var card = board.querySelector('[data-story="' + CSS.escape(cellText(row, 0)) + '"]');
        if (card) card.hidden = !fits;
      });
      said.textContent = shown + " of " + rows.length;
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    apply();
    return form;
  }

  function labelled(form, name, kind) {
    var label = document.createElement("label");
    label.append(name + " ");
    var field = document.createElement(kind);
    label.append(field);
    form.append(label);
    return field;
  }

  function choice(form, name, rows, column) {
    var field = labelled(form, name, "select");
    var values = new Set(
      rows.map(function (row) {
        return cellText(row, column);
      })
    );
    field.append(new Option("all", ""));
    Array.from(values)
      .filter(Boolean)
      .forEach(function (value) {
        field.append(new Option(value, value));
      });
    return field;
  }

  function sortable(table, rows, cell, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "revi-sort";
    button.append.apply(button, Array.from(cell.childNodes));
    cell.append(button);
    button.addEventListener("click", function () {
      var down = cell.getAttribute("aria-sort") === "ascending";
      Array.from(table.tHead.rows[0].cells).forEach(function (other) {
        other.removeAttribute("aria-sort");
      });
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      var sorted = rows.slice().sort(function (one, other) {
        return cellText(one, column).localeCompare(cellText(other, column), undefined, { numeric: true });
      });
      table.tBodies[0].append.apply(table.tBodies[0], down ? sorted.reverse() : sorted);
    });
  }

  if (window.document$ && window.document$.subscribe) window.document$.subscribe(begin);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
