// The writer of @iarna/toml alone: the package's index needs Node's streams.
declare module "@iarna/toml/stringify.js" {
  const stringify: {
    /** A value as TOML, on one line. */
    value(value: string | number | boolean): string;
  };
  export default stringify;
}
