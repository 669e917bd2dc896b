// Filters the diagrams of all statuses and shows paths in them. Its data is the list of transitions.
(() => {
  "use strict";
  // Arbitrary limits of listed paths and of search steps.
  const MAX_PATHS = 200, MAX_STEPS = 200000;
  const LEGEND = [
    ["node initial", "a story starts here"],
    ["node terminal", "a story ends here"],
    ["node on-hold", "a story waits here"],
    ["edge command", "by a command"],
    ["edge manual", "by a person or the system"],
  ];

  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const unique = values => [...new Set(values)].filter(Boolean);
  const ends = item => [item.source, item.target];
  const arrows = statuses => statuses.join(" → ");

  function create(name, text, className) {
    const element = document.createElement(name);
    element.append(text);
    if (className) element.className = className;
    return element;
  }

  function name(element, text) {
    element.setAttribute("aria-label", text);
    return element;
  }

  // Who makes a transition, and when. The text is "INITIATOR: `event`, `event`. NOTE; INITIATOR: `event`".
  function readMoves(paragraph) {
    const moves = [];
    const add = (actor, command) => moves.push({ actor, command, events: [] });
    paragraph.childNodes.forEach(node => {
      const text = node.textContent;
      if (node.nodeType === Node.TEXT_NODE) {
        const person = /(?:^|; )(a person|the system)(?=[:;]|$)/.exec(text);
        if (person) add(person[1], "");
      } else if (text.startsWith("/")) add("a command", text);
      else if (moves.length) moves[moves.length - 1].events.push(text);
    });
    return moves;
  }

  // Rows with the same statuses become one.
  function joinRows(list) {
    const rows = {};
    [...list.children].forEach(row => {
      const first = rows[row.children[0].textContent] ||= row;
      if (first === row) return;
      first.children[1].append("; ", ...row.children[1].childNodes);
      row.remove();
    });
  }

  function readTransition(row, index) {
    const [pair, text] = row.children, [source, target] = all(pair, "code").map(name => name.textContent);
    row.id = "transition-" + (index + 1);
    return { source, target, row, text, moves: readMoves(text), isOn: true };
  }

  function init() {
    const list = document.querySelector("#transitions + *");
    const figures = all(document, ".revi-diagram").filter(figure => figure.querySelector(".edge.transition"));
    if (!list || !figures.length || document.querySelector(".revi-explorer")) return;
    joinRows(list);
    const transitions = [...list.children].map(readTransition);
    const shapes = figures.flatMap(figure => readShapes(figure, transitions));
    figures.forEach(figure => {
      addZoom(figure);
      watchPointer(figure, shapes);
    });
    figures[0].before(createExplorer(transitions, shapes));
  }

  function readShapes(figure, transitions) {
    const nodes = all(figure, ".node").map(node => ({ element: node, status: node.id.replace(/^(other-)?s-/, "") }));
    const edges = all(figure, ".edge").map(edge => {
      const text = edge.querySelector("title").textContent;
      return { element: edge, transition: transitions.find(item => arrows(ends(item)) === text) };
    });
    const known = edges.filter(edge => edge.transition);
    known.forEach(linkEdge);
    return [...nodes, ...known];
  }

  // A transition leads to its command, or to its list item.
  function linkEdge({ element: edge, transition }) {
    const command = transition.text.querySelector("a");
    const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
    const text = arrows(ends(transition)) + ": " + transition.text.textContent;
    link.setAttribute("href", command?.getAttribute("href") || "#" + transition.row.id);
    name(link, text).append(...edge.childNodes);
    link.querySelector("title").textContent = text;
    edge.append(link);
  }

  function createExplorer(transitions, shapes) {
    const form = create("form", "", "revi-filter revi-explorer");
    name(form, "Explore transitions").setAttribute("role", "search");
    const moves = transitions.flatMap(item => item.moves);
    const addSelect = (title, values) => {
      const label = create("label", title + " "), field = create("select", new Option("any", ""));
      unique(values).forEach(value => field.append(new Option(value, value)));
      field.name = title.toLowerCase();
      label.append(field);
      form.append(label);
      return field;
    };
    const actor = addSelect("Actor", moves.map(move => move.actor));
    const command = addSelect("Command", moves.map(move => move.command));
    const trigger = addSelect("Event", moves.flatMap(move => move.events));
    const start = addSelect("From", transitions.flatMap(ends));
    const end = addSelect("To", transitions.flatMap(ends));
    const reset = create("button", "Reset"), count = create("output", ""), list = create("div", "", "revi-paths");
    reset.type = "reset";
    form.append(reset, count, createLegend(shapes), list);

    const isMatch = item => item.moves.some(move =>
      (!actor.value || move.actor === actor.value) &&
      (!command.value || move.command === command.value) &&
      (!trigger.value || move.events.includes(trigger.value)));
    function apply() {
      let matching = transitions.filter(isMatch);
      list.replaceChildren();
      if (start.value && end.value) {
        const found = findPaths(matching, start.value, end.value);
        listPaths(list, found, start.value, end.value);
        matching = unique(found.paths.flat());
      } else {
        matching = matching.filter(item =>
          (!start.value || item.source === start.value) && (!end.value || item.target === end.value));
      }
      const statuses = [start.value, end.value].concat(matching.flatMap(ends));
      const isFiltered = matching.length < transitions.length;
      transitions.forEach(item => { item.row.hidden = !(item.isOn = matching.includes(item)); });
      shapes.forEach(shape => {
        const isOn = shape.transition ? shape.transition.isOn : !isFiltered || statuses.includes(shape.status);
        shape.element.classList.toggle("dim", !isOn);
      });
      count.textContent = matching.length + " of " + transitions.length + " transitions";
    }
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", event => event.preventDefault());
    apply();
    return form;
  }

  // Paths without a repeated status, the shortest first.
  function findPaths(transitions, start, end) {
    const reaching = new Set([end]), visited = new Set(), paths = [], path = [];
    let steps = 0;
    reaching.forEach(status => transitions.forEach(item => item.target === status && reaching.add(item.source)));
    const useful = transitions.filter(item => reaching.has(item.target));
    function visit(status) {
      visited.add(status);
      useful.forEach(item => {
        const isBack = item.target === end && start === end;
        if (item.source !== status || (visited.has(item.target) && !isBack) || ++steps > MAX_STEPS) return;
        path.push(item);
        if (item.target === end) paths.push(path.slice());
        else visit(item.target);
        path.pop();
      });
      visited.delete(status);
    }
    visit(start);
    paths.sort((a, b) => a.length - b.length);
    return { paths, isComplete: steps <= MAX_STEPS };
  }

  function listPaths(parent, found, start, end) {
    const total = found.paths.length, listed = found.paths.slice(0, MAX_PATHS);
    const rest = total > listed.length ? "; the " + listed.length + " shortest:" : "";
    const number = (found.isComplete ? "" : "at least ") + total + (total === 1 ? " path" : " paths");
    const summary = create("p", number + " from " + start + " to " + end + rest), list = create("ol", "");
    summary.setAttribute("role", "status");
    name(list, "Paths").tabIndex = 0;
    listed.forEach(path => list.append(create("li", arrows([start, ...path.map(item => item.target)]))));
    parent.append(summary, ...(total ? [list] : []));
  }

  function createLegend(shapes) {
    const legend = name(create("ul", "", "revi-legend"), "Legend");
    LEGEND.forEach(([kind, text]) => {
      if (!shapes.some(shape => shape.element.matches("." + kind.replace(" ", ".")))) return;
      const item = create("li", create("i", "", kind));
      item.append(text);
      legend.append(item);
    });
    return legend;
  }

  // What touches no shape under the pointer or in focus is faint.
  function watchPointer(figure, shapes) {
    const mark = event => {
      const group = /over|in/.test(event.type) && event.target.closest(".node, .edge");
      const active = shapes.find(shape => shape.element === group);
      const near = active && shapes.filter(shape => shape.transition && touches(shape, active));
      shapes.forEach(shape => {
        const isNear = !active || shape === active || near.some(edge => edge === shape || touches(edge, shape));
        shape.element.classList.toggle("faint", !isNear);
      });
    };
    ["pointerover", "pointerleave", "focusin", "focusout"].forEach(kind => figure.addEventListener(kind, mark));
  }

  function touches(edge, other) {
    return other.transition ? other.transition === edge.transition : ends(edge.transition).includes(other.status);
  }

  function addZoom(figure) {
    const svg = figure.querySelector("svg"), bar = create("div", "", "revi-zoom");
    let scale = 1;
    const add = (text, label, change) => {
      const button = create("button", text);
      name(button, label).type = "button";
      button.addEventListener("click", () => {
        const width = svg.getBoundingClientRect().width / scale;
        scale = change(scale);
        svg.style.width = svg.style.minWidth = width * scale + "px";
        svg.style.maxWidth = "none";
      });
      bar.append(button);
    };
    add("+", "Zoom in", old => Math.min(old * 1.4, 6));
    add("−", "Zoom out", old => Math.max(old / 1.4, 0.3));
    add("1:1", "Original size", () => 1);
    figure.prepend(bar);
  }

  if (window.document$) window.document$.subscribe(init);
  else init();
})();
