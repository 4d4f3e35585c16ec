/**
 * What workerd lets SQL do, beyond SQLite's own syntax: `ALLOWED_SQLITE_FUNCTIONS` and `ALLOWED_PRAGMAS` of its
 * sqlite.c++, each name tried in workerd 1.20261117.1.
 */

/** Pragmas that may be read or set. */
export const allowedPragmas: ReadonlySet<string> = new Set([
  "case_sensitive_like",
  "data_version",
  "defer_foreign_keys",
  "foreign_key_check",
  "foreign_key_list",
  "foreign_keys",
  "ignore_check_constraints",
  "index_info",
  "index_list",
  "index_xinfo",
  "legacy_alter_table",
  "optimize",
  "page_size",
  "quick_check",
  "recursive_triggers",
  "reverse_unordered_selects",
  "table_info",
  "table_list",
  "table_xinfo",
]);

/** Functions of SQLite that workerd refuses to run: “not authorized to use function”. */
export const refusedFunctions: ReadonlySet<string> = new Set([
  "ceiling",
  "fts5_source_id",
  "if",
  "json_array_insert",
  "json_error_position",
  "json_pretty",
  "jsonb_array_insert",
  "load_extension",
  "log10",
  "power",
  "sqlite_compileoption_get",
  "sqlite_compileoption_used",
  "sqlite_log",
  "sqlite_source_id",
  "sqlite_version",
  "subtype",
  "unistr",
  "unistr_quote",
]);

/**
 * Functions of extensions, of SQLite's shell and of other databases, which are not there: “no such function”. Only names
 * that people do write; any other unknown name is left alone.
 */
export const missingFunctions: ReadonlySet<string> = new Set([
  "array_agg",
  "bool_or",
  "charindex",
  "crc32",
  "date_trunc",
  "datediff",
  "gen_random_uuid",
  "getdate",
  "greatest",
  "least",
  "left",
  "len",
  "lpad",
  "md5",
  "median",
  "mode",
  "now",
  "nvl",
  "percentile",
  "regexp",
  "reverse",
  "right",
  "rpad",
  "sha1",
  "sha3",
  "split_part",
  "stddev",
  "strpos",
  "to_char",
  "uuid",
  "variance",
  "year",
]);

/** workerd's limits, lower than SQLite's own (`setupSecurity` of its sqlite.c++; Cloudflare's page on limits). */
export const sqlLimits = {
  /** Bytes of one statement. */
  length: 100_000,
  parameters: 100,
  columns: 100,
  /** Bytes of the pattern of LIKE and GLOB. */
  pattern: 50,
  /** Terms of UNION, INTERSECT and EXCEPT. */
  terms: 5,
} as const;
