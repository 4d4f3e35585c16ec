import type { Connection, WorkspaceFolder } from "vscode-languageserver";
import { check } from "../core/check.ts";
import { isConfigPath } from "../core/discovery.ts";
import type { Log } from "../core/ports.ts";
import { Project } from "../core/project.ts";
import { dirname, isInside } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import type { RunResult } from "../core/wrangler/findings/finding.ts";
import { runProblems } from "../core/wrangler/runProblems.ts";
import type { Client } from "./client.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Documents } from "./documents.ts";
import { Folders } from "./folders.ts";
import type { HistorySource, ServerPorts } from "./ports.ts";
import { CheckQueue, type Distance } from "./queue.ts";
import { belongs, searchBelow, searchUpward } from "./search.ts";
import { withDiagnostics } from "./withDiagnostics.ts";

export interface WorkspaceOptions {
  readonly connection: Connection;
  readonly client: Client;
  readonly ports: ServerPorts;
  readonly log: Log;
  /** Answers the settings under `durableObjects` for a folder. */
  readonly askSettings: (scopeUri: string) => Promise<unknown>;
}

/** Hears of single configurations, long before everything is done. */
export interface ConfigListener {
  readonly found: (config: FilePath) => void;
  readonly checked: (config: FilePath) => void;
}

/** Everything the features ask: the open documents, the folders, the Workers found in them and what is reported on them. */
export class Workspace {
  readonly documents: Documents;
  readonly folders: Folders;
  readonly project: Project;
  readonly diagnostics: Diagnostics;
  readonly queue: CheckQueue;
  readonly #options: WorkspaceOptions;
  #history: HistorySource | undefined;
  /** What wrangler said last, by command and Worker. */
  readonly #runs = new Map<string, RunResult>();
  /** How many searches are under way. */
  #searches = 0;
  readonly #idleListeners = new Set<() => void>();
  readonly #configListeners = new Set<ConfigListener>();
  /** The document that the person opened or changed last. */
  #latest: FilePath | undefined;

  constructor(options: WorkspaceOptions) {
    const { connection, ports, log, askSettings } = options;
    this.#options = options;
    this.documents = new Documents(ports.disk);
    this.folders = new Folders(askSettings);
    const history = { committed: (path: FilePath) => this.#history?.committed(path) };
    const sql = ports.openSql?.(() => this.#request(this.project.sqlLoaded()));
    this.project = new Project({ files: this.documents, clock: ports.clock, history, ...(sql && { sql }) });
    this.diagnostics = new Diagnostics(connection, this.documents);
    this.queue = new CheckQueue({
      check: (config) => {
        this.#check(config);
        for (const listener of this.#configListeners) listener.checked(config);
      },
      distance: (c) => this.#distance(c),
      idle: () => this.#tellIdle(),
      log,
    });
    this.documents.listen(connection, {
      opened: (path) => this.#opened(path),
      changed: (path) => this.changed(path),
      closed: (path) => this.#refresh(path),
    });
  }

  /** Resolves when everything that is known of has been checked. */
  async idle(): Promise<void> {
    if (this.#isIdle) return;
    await new Promise<void>((resolve) => {
      const stop = this.onIdle(() => resolve(stop()));
    });
  }

  /** Calls `listener` each time that everything has been checked. Returns how to stop it. */
  onIdle(listener: () => void): () => void {
    this.#idleListeners.add(listener);
    return () => void this.#idleListeners.delete(listener);
  }

  /** Tells `listener` of each configuration that is found, and that has been checked. */
  onConfig(listener: ConfigListener): void {
    this.#configListeners.add(listener);
  }

  /** Opens folders of the editor: reads their settings, then looks for configurations, the nearest first. */
  async open(folders: readonly WorkspaceFolder[]): Promise<void> {
    await this.#searchAfter(() => this.folders.add(folders));
  }

  /** Closes folders of the editor and takes back what was reported on them. */
  close(folders: readonly WorkspaceFolder[]): void {
    this.folders.remove(folders);
    this.#refreshAll();
  }

  /** Looks through every folder again: configurations may have come or gone unnoticed, or others be excluded now. */
  async search(): Promise<void> {
    await this.#searchAfter(() => Promise.resolve());
  }

  /** Settings have changed: severities, and what is excluded. */
  async settingsChanged(): Promise<void> {
    await this.#searchAfter(async () => {
      await this.folders.refreshSettings();
      this.#request(this.project.configs);
    });
  }

  /** A file was changed, created or deleted, in an open document or on disk. */
  changed(path: FilePath): void {
    this.tick();
    if (this.documents.get(path) !== undefined) this.#latest = path;
    this.#refresh(path);
    this.#request(this.project.fileChanged(path));
  }

  /** A folder was moved, deleted or created with everything in it; `search` finds the configurations there. */
  folderChanged(path: FilePath): void {
    this.#request(this.project.folderChanged(path));
  }

  /** Time has passed: on another day compatibility dates mean something else. */
  tick(): void {
    this.#request(this.project.timePassed());
  }

  /** Makes what is reported in a file true for its present text, before an answer is built on it. */
  settle(path: FilePath): void {
    this.queue.flush([path, ...new Set(this.diagnostics.in(path).map(({ problem }) => problem.config))]);
  }

  /** Lets git be asked: the workspace is trusted. */
  openHistory(): void {
    if (this.#history !== undefined) return;
    this.#history = this.#options.ports.openHistory?.({
      files: this.documents,
      changed: () => this.#request(this.project.historyChanged()),
    });
    this.#request(this.project.historyChanged());
  }

  /** wrangler has run: what it said is reported until the next run of the same kind says otherwise. */
  wranglerRan(run: RunResult): void {
    if (run.findings.length === 0) this.#runs.delete(run.source);
    else this.#runs.set(run.source, run);
    this.#request([run.target.configPath]);
  }

  dispose(): void {
    this.queue.dispose();
    this.#history?.dispose();
  }

  get #isIdle(): boolean {
    return this.#searches === 0 && this.queue.isIdle;
  }

  #tellIdle(): void {
    if (this.#isIdle) for (const listener of this.#idleListeners) listener();
  }

  async #searchAfter(prepare: () => Promise<void>): Promise<void> {
    this.#searches++;
    // What is there comes before what is wrong with it, but for what the person has open.
    const release = this.queue.hold();
    try {
      await prepare();
      this.#refreshAll();
      const found = (config: FilePath) => this.#refresh(config);
      for (const path of this.documents.openPaths) searchUpward(this, path, found);
      for (const folder of this.folders.all) await searchBelow(folder, this.documents, found);
    } finally {
      this.#searches--;
      release();
      this.#tellIdle();
    }
  }

  #opened(path: FilePath): void {
    this.#latest = path;
    this.#refresh(path);
  }

  #check(config: FilePath): void {
    const { client, log } = this.#options;
    const { documents, folders, project } = this;
    const analysis = project.has(config) ? project.analyse(config) : undefined;
    if (analysis === undefined) return this.diagnostics.report(config, []);
    const settings = folders.of(config)?.settings;
    const problems = check(analysis, { log, severityOf: (rule) => settings?.severities.get(rule) });
    const uriOf = (path: FilePath) => documents.uriOf(path);
    const said = runProblems(analysis, [...this.#runs.values()], problems, documents);
    this.diagnostics.report(
      config,
      withDiagnostics([...problems, ...said], { analysis, files: documents, uriOf, client }),
    );
  }

  /** Takes a configuration in or out, as it now exists and belongs to what is open, or not. */
  #refresh(path: FilePath): void {
    if (!isConfigPath(path) && !this.project.has(path)) return;
    if (belongs(this, path) && this.documents.stat(path)?.kind === "file") {
      const isNew = !this.project.has(path);
      this.#request(this.project.add(path));
      if (isNew) for (const listener of this.#configListeners) listener.found(path);
    } else if (this.project.has(path)) {
      this.#request(this.project.remove(path));
      this.diagnostics.report(path, []);
      this.#tellIdle();
    }
  }

  #refreshAll(): void {
    for (const config of this.project.configs) this.#refresh(config);
  }

  #request(configs: readonly FilePath[]): void {
    this.queue.request(configs.filter((config) => this.project.has(config)));
  }

  #distance(config: FilePath): Distance {
    const folder = dirname(config);
    if (this.#latest !== undefined && isInside(folder, this.#latest)) return 0;
    return this.documents.openPaths.some((path) => isInside(folder, path)) ? 1 : 2;
  }
}
