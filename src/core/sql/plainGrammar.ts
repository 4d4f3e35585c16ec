/**
 * Whether a row of tokens has one of the forms that SQLite takes without looking further. Each token stands there as its
 * shape: a keyword in upper case, a symbol, `n` for a name, `d` for a number, `v` for a text, `p` for a parameter.
 */
export function isPlain(shapes: readonly string[]): boolean {
  const row = new Row(shapes);
  return isStatement(row) && row.isAtEnd;
}

/** Takes one shape after the other. A rule that has begun and does not go on makes the whole not plain: no second try. */
class Row {
  readonly #shapes: readonly string[];
  #at = 0;

  constructor(shapes: readonly string[]) {
    this.#shapes = shapes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#shapes.length;
  }

  /** Takes these shapes if all of them come next. */
  take(...wanted: readonly string[]): boolean {
    const isNext = wanted.every((shape, index) => this.#shapes[this.#at + index] === shape);
    if (isNext) this.#at += wanted.length;
    return isNext;
  }

  /** Takes one of these shapes. */
  takeOne(wanted: ReadonlySet<string>): boolean {
    const isNext = wanted.has(this.#shapes[this.#at] ?? "");
    if (isNext) this.#at++;
    return isNext;
  }

  /** Takes one item or more, with commas between. */
  list(item: (row: Row) => boolean): boolean {
    do if (!item(this)) return false;
    while (this.take(","));
    return true;
  }

  /** Takes a list in parentheses. */
  inParentheses(item: (row: Row) => boolean): boolean {
    return this.take("(") && this.list(item) && this.take(")");
  }
}

const values: ReadonlySet<string> = new Set(["d", "v", "NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP"]);
const signs: ReadonlySet<string> = new Set(["-", "+"]);
const operators: ReadonlySet<string> = new Set("- + * / % < > = || == <= >= <> != LIKE".split(" "));
const conjunctions: ReadonlySet<string> = new Set(["AND", "OR"]);
const conflicts: ReadonlySet<string> = new Set(["ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"]);
const directions: ReadonlySet<string> = new Set(["ASC", "DESC"]);

function isStatement(row: Row): boolean {
  if (row.take("CREATE", "TABLE")) return isTable(row);
  if (row.take("CREATE", "INDEX") || row.take("CREATE", "UNIQUE", "INDEX")) return isIndex(row);
  if (row.take("SELECT")) return isSelect(row);
  if (row.take("REPLACE")) return isInsert(row);
  if (row.take("INSERT")) return hasConflict(row) && isInsert(row);
  if (row.take("UPDATE")) return hasConflict(row) && isUpdate(row);
  return row.take("DELETE", "FROM", "n") && hasWhere(row) && hasReturning(row);
}

function isTable(row: Row): boolean {
  row.take("IF", "NOT", "EXISTS");
  if (!row.take("n", "(") || !isColumn(row)) return false;
  let isConstraint = false;
  while (row.take(",")) {
    const begins: boolean = row.take("PRIMARY", "KEY") || row.take("UNIQUE");
    if (begins ? !row.inParentheses(isName) : isConstraint || !isColumn(row)) return false;
    isConstraint = begins;
  }
  return row.take(")") && (row.take("WITHOUT", "n") || true);
}

function isColumn(row: Row): boolean {
  if (!row.take("n")) return false;
  if (row.take("n")) row.take("(", "d", ")");
  for (;;) {
    if (row.take("PRIMARY", "KEY")) {
      row.takeOne(directions);
      row.take("AUTOINCREMENT");
    } else if (row.take("DEFAULT")) {
      if (!isDefault(row)) return false;
    } else if (!row.take("NOT", "NULL") && !row.take("UNIQUE")) return true;
  }
}

function isDefault(row: Row): boolean {
  if (!row.take("(", "n", "(")) return isLiteral(row);
  return (row.take(")") || (row.list(isLiteral) && row.take(")"))) && row.take(")");
}

function isIndex(row: Row): boolean {
  row.take("IF", "NOT", "EXISTS");
  return row.take("n", "ON", "n") && row.inParentheses((each) => isName(each) && hasDirection(each));
}

function isSelect(row: Row): boolean {
  row.take("DISTINCT");
  if (!row.list(isResult)) return false;
  if (!row.take("FROM", "n")) return true;
  if (!hasWhere(row)) return false;
  if (row.take("GROUP", "BY") && !row.list(isName)) return false;
  if (row.take("ORDER", "BY") && !row.list((each) => isComparison(each) && hasDirection(each))) return false;
  if (!row.take("LIMIT")) return true;
  return isConstant(row) && (!(row.take("OFFSET") || row.take(",")) || isConstant(row));
}

function isInsert(row: Row): boolean {
  if (!row.take("INTO", "n")) return false;
  if (!row.take("VALUES") && !(row.inParentheses(isName) && row.take("VALUES"))) return false;
  return row.list((each) => each.inParentheses(isConstant)) && hasUpsert(row) && hasReturning(row);
}

function hasUpsert(row: Row): boolean {
  if (!row.take("ON", "CONFLICT")) return true;
  if (!row.inParentheses(isName) || !row.take("DO")) return false;
  return row.take("NOTHING") || (row.take("UPDATE", "SET") && row.list(isAssignment));
}

function isUpdate(row: Row): boolean {
  return row.take("n", "SET") && row.list(isAssignment) && hasWhere(row) && hasReturning(row);
}

function hasConflict(row: Row): boolean {
  return !row.take("OR") || row.takeOne(conflicts);
}

function hasWhere(row: Row): boolean {
  return !row.take("WHERE") || isExpression(row);
}

function hasReturning(row: Row): boolean {
  return !row.take("RETURNING") || row.list(isResult);
}

function hasDirection(row: Row): boolean {
  return row.takeOne(directions) || true;
}

function isName(row: Row): boolean {
  return row.take("n");
}

function isAssignment(row: Row): boolean {
  return row.take("n", "=") && isComparison(row);
}

function isResult(row: Row): boolean {
  if (row.take("*")) return true;
  return isExpression(row) && (!row.take("AS") || row.take("n"));
}

function isExpression(row: Row): boolean {
  do if (!isTerm(row)) return false;
  while (row.takeOne(conjunctions));
  return true;
}

function isTerm(row: Row): boolean {
  row.take("NOT");
  if (!isComparison(row)) return false;
  if (row.take("IS", "NULL") || row.take("IS", "NOT", "NULL")) return true;
  if (row.take("IN") || row.take("NOT", "IN")) return row.inParentheses(isGiven);
  if (row.take("BETWEEN")) return isOperand(row) && row.take("AND") && isOperand(row);
  return true;
}

function isComparison(row: Row): boolean {
  do if (!isOperand(row)) return false;
  while (row.takeOne(operators));
  return true;
}

/** A value, a column, or a function of those. */
function isOperand(row: Row): boolean {
  if (!row.take("n", "(")) return isSimple(row);
  if (row.take(")") || row.take("*", ")")) return true;
  row.take("DISTINCT");
  return row.list(isSimple) && row.take(")");
}

/** A value, or a function of values. */
function isConstant(row: Row): boolean {
  if (!row.take("n", "(")) return isGiven(row);
  return row.take(")") || (row.list(isGiven) && row.take(")"));
}

function isSimple(row: Row): boolean {
  return row.take("n", ".", "n") || row.take("n") || isGiven(row);
}

function isGiven(row: Row): boolean {
  return row.take("p") || isLiteral(row);
}

function isLiteral(row: Row): boolean {
  row.takeOne(signs);
  return row.takeOne(values);
}
