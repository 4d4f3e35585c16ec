// The page of local data: draws what the extension sends, and tells it which object was chosen. Nothing else.
(() => {
  const vscode = acquireVsCodeApi();
  const list = document.querySelector("#objects");
  const filter = document.querySelector("#filter");
  const shown = document.querySelector("#shown");
  let objects = [];

  window.addEventListener("message", ({ data }) => {
    if (data?.kind !== "localData" || !isData(data.data)) return;
    vscode.setState(data.state);
    draw(data.data);
  });
  filter.addEventListener("input", () => drawList());
  list.addEventListener("click", ({ target }) => choose(target.closest("[role=option]")));
  list.addEventListener("keydown", (event) => {
    const options = [...list.querySelectorAll("[role=option]")];
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
    choose(options[Math.min(Math.max(step(at, options.length), 0), options.length - 1)]);
  });
  tell({ kind: "ready" });

  const steps = {
    ArrowUp: (at) => at - 1,
    ArrowDown: (at) => at + 1,
    Home: () => 0,
    End: (_, count) => count - 1,
  };

  function isData(value) {
    const tables = value?.shown?.tables ?? [];
    return (
      Array.isArray(value?.objects) &&
      value.objects.every((each) => typeof each?.id === "string") &&
      Array.isArray(value.shown?.facts ?? []) &&
      Array.isArray(tables) &&
      tables.every(
        (table) => Array.isArray(table?.columns) && Array.isArray(table.rows) && table.rows.every(Array.isArray),
      )
    );
  }

  function draw(data) {
    document.querySelector("#title").textContent = data.title;
    document.querySelector("#explanation").textContent = data.explanation;
    document.querySelector("#more").textContent = data.more;
    filter.placeholder = data.filter;
    filter.setAttribute("aria-label", data.filter);
    list.setAttribute("aria-label", data.title);
    objects = data.objects;
    drawList();
    shown.replaceChildren(...(data.shown ? drawObject(data.shown) : []));
  }

  function drawList() {
    const hadFocus = list.contains(document.activeElement);
    const wanted = filter.value.toLowerCase();
    const found = objects.filter(({ id, title }) => id.includes(wanted) || title.toLowerCase().includes(wanted));
    list.replaceChildren(...found.map(drawOption));
    const chosen = list.querySelector("[aria-selected=true]");
    const first = chosen ?? list.querySelector("[role=option]");
    if (first) first.tabIndex = 0;
    if (hadFocus) chosen?.focus();
  }

  function drawOption({ id, title, description, isShown }) {
    const option = element("div", title);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(isShown));
    option.tabIndex = -1;
    option.title = id;
    option.dataset.id = id;
    option.append(element("small", description));
    return option;
  }

  function drawObject({ title, facts, tables, nothing }) {
    const list = element("dl", "");
    for (const [name, value] of facts) list.append(element("dt", name), element("dd", value));
    const drawn = tables.map(drawTable);
    return [element("h2", title), list, ...(drawn.length > 0 ? drawn : [element("p", nothing)])];
  }

  function drawTable({ title, note, columns, rows }) {
    const table = element("table", "");
    const caption = element("caption", "");
    caption.append(element("strong", title), ` ${note}`);
    const head = element("tr", "");
    for (const column of columns) {
      const cell = element("th", column);
      cell.scope = "col";
      head.append(cell);
    }
    table.append(caption, head, ...rows.map(drawRow));
    const around = element("div", "");
    around.className = "table";
    around.append(table);
    return around;
  }

  function drawRow(cells) {
    const row = element("tr", "");
    for (const { kind, text } of cells) {
      const cell = element("td", text);
      cell.className = kind;
      row.append(cell);
    }
    return row;
  }

  function element(name, text) {
    return Object.assign(document.createElement(name), { textContent: text });
  }

  function choose(option) {
    const id = option?.dataset?.id;
    if (!id) return;
    for (const each of list.querySelectorAll("[role=option]")) {
      each.setAttribute("aria-selected", String(each === option));
      each.tabIndex = each === option ? 0 : -1;
    }
    option.focus();
    tell({ kind: "open", id });
  }

  function tell(message) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's, not the window's
    vscode.postMessage(message);
  }
})();
