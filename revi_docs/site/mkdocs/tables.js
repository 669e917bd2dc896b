// Filters the tables below headings of the class "revi-filtered", by their columns. Without it all rows are visible.
(() => {
  "use strict";
  // Arbitrary: a column with more different texts is not a useful choice.
  const MAX_CHOICES = 80;

  function init() {
    document.querySelectorAll(".revi-filtered").forEach(heading => {
      const table = tableBelow(heading);
      if (table && !table.closest(".revi-table").previousElementSibling.matches(".revi-filter")) addFilter(heading, table);
    });
  }

  function tableBelow(heading) {
    let element = heading.nextElementSibling;
    while (element && !element.matches(".revi-table, h1, h2, h3")) element = element.nextElementSibling;
    return element && element.querySelector("table");
  }

  const cellText = (row, column) => row.cells[column].textContent.trim();
  // A cell can contain several names.
  const cellValues = (row, column) => cellText(row, column).split(", ").filter(Boolean);

  function addFilter(heading, table) {
    const rows = Array.from(table.tBodies[0].rows), titles = Array.from(table.tHead.rows[0].cells);
    const form = document.createElement("form"), count = document.createElement("output");
    form.className = "revi-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter the table: " + heading.firstChild.textContent.trim());
    const fields = titles.map((title, column) => addField(form, rows, title.textContent.trim(), column));
    const reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = "Reset";
    form.append(reset, count);

    function apply() {
      const matches = row => fields.every((field, column) =>
        !field || !field.value || cellValues(row, column).includes(field.value));
      rows.forEach(row => { row.hidden = !matches(row); });
      count.textContent = rows.filter(row => !row.hidden).length + " of " + rows.length;
    }
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", event => event.preventDefault());
    table.closest(".revi-table").before(form);
    apply();
  }

  // A select for a column, or null if its texts are all the same or too many.
  function addField(form, rows, title, column) {
    const values = [...new Set(rows.flatMap(row => cellValues(row, column)))];
    if (values.length < 2 || values.length > MAX_CHOICES) return null;
    const collator = new Intl.Collator("en", { numeric: true });
    const label = document.createElement("label"), field = document.createElement("select");
    field.append(new Option("any", ""));
    values.sort(collator.compare).forEach(value => field.append(new Option(value, value)));
    field.name = title.toLowerCase();
    label.append(title + " ", field);
    form.append(label);
    return field;
  }

  if (window.document$ && window.document$.subscribe) window.document$.subscribe(init);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", init);
  else init();
})();
