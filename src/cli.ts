#!/usr/bin/env node
import nodeModule from "node:module";

// Node 22 and newer keep what they have compiled, so that the next check starts in half the time; of this file they cannot.
nodeModule.enableCompileCache?.();
void import("./commandLine.ts");
