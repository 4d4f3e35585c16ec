/** What is used of sql.js 1.16, which publishes no types. */
declare module "sql.js" {
  interface Statement {
    free(): boolean;
  }

  interface Database {
    /** Runs every statement of a text. */
    run(sql: string): Database;
    prepare(sql: string): Statement;
    /** Runs every statement of a text and tells the rows of those that have any. */
    exec(sql: string): readonly { readonly values: readonly (readonly unknown[])[] }[];
    close(): void;
  }

  interface SqlJs {
    readonly Database: new () => Database;
  }

  export default function initSqlJs(options: { readonly wasmBinary: Uint8Array }): Promise<SqlJs>;
}
