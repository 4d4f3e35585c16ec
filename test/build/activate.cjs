// Activates the built extension with a stand-in for VS Code, and prints what has been required when it returns.
// usage: node activate.cjs FOLDER
const Module = require("node:module");
const path = require("node:path");

/** Whatever is asked of it, it answers with itself. */
const anything = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => "" : key === "then" ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
  // A bundle copies a module's own properties and inherits the rest.
  getPrototypeOf: () => anything,
});

const entry = path.resolve(process.argv[2], "extension.cjs");
const required = new Set();
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request !== entry) required.add(request);
  return request === "vscode" ? anything : load.call(this, request, ...rest);
};

const extension = require(entry);
extension.activate({ subscriptions: [], extension: { packageJSON: {} }, extensionUri: anything });
console.log([...required].join("\n"));
process.exit();
