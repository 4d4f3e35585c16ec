// The page of the environment matrix: draws what the extension sends, and tells it what was chosen. Nothing else.
(() => {
  const vscode = acquireVsCodeApi();
  const grid = document.querySelector("#grid");
  let focused = { row: 0, column: 0 };

  window.addEventListener("message", ({ data }) => {
    if (data?.kind !== "matrix" || !isMatrix(data.matrix)) return;
    vscode.setState(data.state);
    draw(data.matrix);
  });
  grid.addEventListener("click", ({ target }) => choose(target.closest("[role=gridcell]")));
  grid.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (event.key === "Enter" || event.key === " ") choose(document.activeElement);
    else if (step) move(step(focused, event.ctrlKey || event.metaKey));
    else return;
    event.preventDefault();
  });
  tell({ kind: "ready" });

  const far = 1_000_000;
  const steps = {
    ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
    ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
    ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
    ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
    Home: ({ row }, isWhole) => ({ row: isWhole ? 0 : row, column: 0 }),
    End: ({ row }, isWhole) => ({ row: isWhole ? far : row, column: far }),
  };

  function isMatrix(value) {
    const rows = value?.rows;
    return Array.isArray(value?.environments) && Array.isArray(rows) && rows.every((row) => Array.isArray(row?.cells));
  }

  function draw({ title, explanation, corner, environments, rows }) {
    const hadFocus = grid.contains(document.activeElement);
    document.querySelector("#title").textContent = title;
    document.querySelector("#explanation").textContent = explanation;
    grid.setAttribute("aria-label", title);
    grid.setAttribute("aria-rowcount", String(rows.length + 1));
    grid.setAttribute("aria-colcount", String(environments.length + 1));
    const head = line(1, [
      cell("columnheader", corner),
      ...environments.map(({ label }) => cell("columnheader", label)),
    ]);
    grid.replaceChildren(head, ...rows.map((row, index) => line(index + 2, drawRow(row, index))));
    move(focused, hadFocus);
  }

  function drawRow({ className, description, cells }, row) {
    const header = cell("rowheader", className);
    header.append(Object.assign(document.createElement("small"), { textContent: description }));
    return [
      header,
      ...cells.map(({ state, text, spoken, action, canAdd }, column) => {
        const drawn = cell("gridcell", text);
        drawn.className = canAdd ? `${state} addable` : state;
        drawn.tabIndex = -1;
        drawn.title = action;
        drawn.setAttribute("aria-label", [spoken, action].filter(Boolean).join(". "));
        Object.assign(drawn.dataset, { row, column });
        return drawn;
      }),
    ];
  }

  function line(index, children) {
    const drawn = cell("row", "");
    drawn.setAttribute("aria-rowindex", String(index));
    drawn.append(...children);
    return drawn;
  }

  function cell(role, text) {
    const drawn = document.createElement("div");
    drawn.setAttribute("role", role);
    drawn.textContent = text;
    return drawn;
  }

  /** One cell is in the order of Tab, as in every grid; the arrows move it. */
  function move({ row, column }, takesFocus = true) {
    const lines = [...grid.querySelectorAll("[role=row]")].slice(1);
    const at = Math.min(Math.max(row, 0), lines.length - 1);
    const cells = lines[at]?.querySelectorAll("[role=gridcell]") ?? [];
    const to = Math.min(Math.max(column, 0), cells.length - 1);
    const next = cells[to];
    if (!next) return;
    for (const each of grid.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
    focused = { row: at, column: to };
    next.tabIndex = 0;
    if (takesFocus) next.focus();
  }

  function choose(target) {
    if (!target?.dataset?.row) return;
    const [row, column] = [Number(target.dataset.row), Number(target.dataset.column)];
    move({ row, column });
    tell({ kind: "choose", row, column });
  }

  function tell(message) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's, not the window's
    vscode.postMessage(message);
  }
})();
