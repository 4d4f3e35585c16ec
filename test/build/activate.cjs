// Activates the extension and prints which files have been loaded by the time it returns.
// usage: node activate.cjs EXTENSION.cjs
const extension = require(process.argv[2]);

const context = {
  subscriptions: [],
  extensionPath: "",
  extension: { packageJSON: {} },
  asAbsolutePath: (file) => file,
};
extension.activate(context);
console.log(Object.keys(require.cache).join("\n"));
process.exit();
