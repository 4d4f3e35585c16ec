/**
 * In place of the native `@vscode/spdlog`: appends to the log file at once. Without it every output channel is empty.
 * CommonJS; it keeps the package's interface (index.d.ts of 0.15) as far as VS Code calls it.
 */
export const spdlog = `"use strict";
const fs = require("node:fs");
const path = require("node:path");
const names = ["trace", "debug", "info", "warning", "error", "critical"];
class Logger {
  constructor(kind, name, file) {
    this.file = file;
    this.level = 2;
    this.isRaw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.appendFileSync(file, "");
  }
  write(level, message) {
    if (level < this.level) return;
    const head = new Date().toISOString().replace("T", " ").slice(0, 23) + " [" + names[level] + "] ";
    try {
      fs.appendFileSync(this.file, this.isRaw ? message : head + message + "\\n");
    } catch {
      // The folder is gone: the server is ending.
    }
  }
  trace(message) { this.write(0, message); }
  debug(message) { this.write(1, message); }
  info(message) { this.write(2, message); }
  warn(message) { this.write(3, message); }
  error(message) { this.write(4, message); }
  critical(message) { this.write(5, message); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.isRaw = true; }
  flush() {}
  drop() {}
}
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger("rotating", name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger("rotating_async", name, file);
`;

/** In place of the native `@vscode/native-watchdog`: ends the process when the one that started it is gone. */
export const nativeWatchdog = `"use strict";
exports.start = (parent) => {
  const clock = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch (error) {
      if (error.code !== "EPERM") process.exit(87);
    }
  }, 500);
  clock.unref();
};
exports.exit = (code) => process.exit(code || 0);
`;
