// Stands in for VS Code's module: whatever is asked of it, it answers with itself.
const anything = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => "" : key === "then" ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
  // A bundle copies a module's own properties and inherits the rest.
  getPrototypeOf: () => anything,
});

module.exports = anything;
