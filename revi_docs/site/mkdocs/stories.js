// Filters and sorts the table of all stories, and filters and counts the cards of the board. The filter is in the
// address of the page. Without this script all stories are visible.
(function () {
  "use strict";

  function init() {
    var heading = document.getElementById("all");
    var board = document.querySelector(".revi-board");
    if (!heading || !board || document.querySelector(".revi-filter")) return;
    var frame = heading.nextElementSibling;
    var table = frame && frame.querySelector("table");
    if (!table) return;
    var rows = Array.from(table.tBodies[0].rows);
    board.before(createFilter(rows, board));
    Array.from(table.tHead.rows[0].cells).forEach(function (cell, column) {
      makeSortable(table, rows, cell, column);
    });
  }

  function cellText(row, column) {
    return row.cells[column].textContent.trim();
  }

  function createFilter(rows, board) {
    var form = document.createElement("form");
    form.className = "revi-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter stories");
    var textField = addLabeledField(form, "Filter", "input");
    textField.type = "search";
    var phaseField = addSelect(form, "Phase", rows, 2);
    var statusField = addSelect(form, "Status", rows, 3);
    var fields = { filter: textField, phase: phaseField, status: statusField };
    var countOutput = document.createElement("output");
    form.append(countOutput);
    readAddress(fields);
    var cardByStory = new Map();
    board.querySelectorAll(".revi-card").forEach(function (card) {
      cardByStory.set(card.dataset.story, card);
    });
    function applyFilter() {
      var query = textField.value.toLowerCase();
      var visibleCount = 0;
      rows.forEach(function (row) {
        var isMatch =
          row.textContent.toLowerCase().includes(query) &&
          (!phaseField.value || cellText(row, 2) === phaseField.value) &&
          (!statusField.value || cellText(row, 3) === statusField.value);
        row.hidden = !isMatch;
        visibleCount += isMatch ? 1 : 0;
        cardByStory.get(cellText(row, 0)).hidden = !isMatch;
      });
      countOutput.textContent = visibleCount + " of " + rows.length;
      board.querySelectorAll(".revi-column").forEach(function (column) {
        var visibleCards = column.querySelectorAll(".revi-card:not([hidden])");
        column.querySelector(".revi-column-name span").textContent = visibleCards.length;
      });
    }
    form.addEventListener("input", function () {
      applyFilter();
      writeAddress(fields);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    applyFilter();
    return form;
  }

  function readAddress(fields) {
    var parameters = new URLSearchParams(location.search);
    Object.keys(fields).forEach(function (name) {
      var field = fields[name];
      field.value = parameters.get(name) || "";
      // A value that is not an option, for example of a status that has been renamed, selects nothing.
      if (field.selectedIndex === -1) field.value = "";
    });
  }

  function writeAddress(fields) {
    var address = new URL(location.href);
    Object.keys(fields).forEach(function (name) {
      if (fields[name].value) address.searchParams.set(name, fields[name].value);
      else address.searchParams.delete(name);
    });
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      // Browsers keep the address of a page that is opened from a file.
    }
  }

  function addLabeledField(form, name, kind) {
    var label = document.createElement("label");
    label.append(name + " ");
    var field = document.createElement(kind);
    label.append(field);
    form.append(label);
    return field;
  }

  function addSelect(form, name, rows, column) {
    var field = addLabeledField(form, name, "select");
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

  function makeSortable(table, rows, cell, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "revi-sort";
    button.append.apply(button, Array.from(cell.childNodes));
    cell.append(button);
    button.addEventListener("click", function () {
      var descending = cell.getAttribute("aria-sort") === "ascending";
      Array.from(table.tHead.rows[0].cells).forEach(function (other) {
        other.removeAttribute("aria-sort");
      });
      cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
      var sorted = rows.slice().sort(function (a, b) {
        return cellText(a, column).localeCompare(cellText(b, column), undefined, { numeric: true });
      });
      table.tBodies[0].append.apply(table.tBodies[0], descending ? sorted.reverse() : sorted);
    });
  }

  if (window.document$ && window.document$.subscribe) window.document$.subscribe(init);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", init);
  else init();
})();
