import {
  ApiFailure,
  newId,
  newScript,
  newTime,
  type Account,
  type Deployment,
  type Namespace,
  type Script,
  type Upload,
  type Version,
} from "./account.ts";
import { reconcile, type Reconciliation } from "./exports.ts";
import { applyMigrations } from "./migrations.ts";

export interface Uploaded {
  readonly script: Script;
  readonly version: Version;
  readonly reconciliation: Reconciliation | undefined;
}

/** Uploads and deploys a Worker (`PUT scripts/:name`): all of it or, where the API refuses, nothing. */
export function deployScript(account: Account, name: string, upload: Upload): Uploaded {
  const script = account.scripts.get(name) ?? newScript(name);
  refuseFutureDate(upload);
  const isDeclarative = Object.values(upload.exports).some((each) => each.type === "durable-object");
  const reconciled = isDeclarative ? reconcile(account, script, upload) : undefined;
  const namespaces =
    reconciled?.namespaces ??
    (upload.migrations === undefined ? script.namespaces : applyMigrations(account, script, upload, upload.migrations));
  refuseMissingClasses(namespaces, upload);
  refuseBindings(account, name, namespaces, upload);
  for (const commit of reconciled?.commits ?? []) commit();
  script.namespaces = namespaces;
  script.pendingTransfers = reconciled?.pendingTransfers ?? script.pendingTransfers;
  script.migrationTag = upload.migrations?.new_tag ?? script.migrationTag;
  script.bindings = upload.bindings;
  script.lastDeployedFrom = "wrangler";
  const version = addVersion(script, upload);
  addDeployment(script, new Map([[version.id, 100]]), undefined);
  account.scripts.set(name, script);
  return { script, version, reconciliation: reconciled?.reconciliation };
}

/** Uploads a version without deploying it (`POST scripts/:name/versions`). */
export function uploadVersion(account: Account, script: Script, upload: Upload): Version {
  if (upload.migrations !== undefined) {
    throw new ApiFailure(
      10_211,
      "Version upload failed. You attempted to upload a version of a Worker that includes a Durable Object migration, but migrations must be fully applied via a non-versioned deployment.",
    );
  }
  refuseFutureDate(upload);
  for (const binding of upload.bindings) {
    const isOwn = binding.scriptName === undefined || binding.scriptName === script.name;
    if (!isOwn || script.namespaces.has(binding.className) || !(binding.className in upload.exports)) continue;
    throw new ApiFailure(
      100_406,
      `Durable Object binding '${binding.name}' references class '${binding.className}', which is declared in \`exports\` but not yet provisioned. Deploy this version to provision the class, or remove the binding and access the Durable Object via \`ctx.exports.${binding.className}\` until then.`,
    );
  }
  refuseMissingClasses(script.namespaces, upload);
  refuseBindings(account, script.name, script.namespaces, upload);
  return addVersion(script, upload);
}

export interface Shares {
  /** Version id → share in percent. */
  readonly shares: ReadonlyMap<string, number>;
  readonly message?: string | undefined;
  /** Goes on although secrets have changed since. */
  readonly isForced?: boolean;
}

/** Deploys uploaded versions with their shares (`POST scripts/:name/deployments`), which is also what a rollback does. */
export function deployVersions(script: Script, { shares, message, isForced = false }: Shares): Deployment {
  const versions = script.versions.filter((each) => shares.has(each.id));
  if (versions.length < shares.size) throw new ApiFailure(10_215, "The version does not exist.", { status: 404 });
  const declared = new Set(versions.map((each) => JSON.stringify(each.exports)));
  if (declared.size > 1) {
    throw new ApiFailure(
      100_405,
      "All versions in a percentage-split deployment must declare identical Durable Object `exports`.",
    );
  }
  const changed = versions.flatMap((each) => changedSecrets(script, each));
  if (changed.length > 0 && !isForced) {
    throw new ApiFailure(
      10_220,
      `Secrets would not be rolled back. The following secrets have changed: ${changed.join(", ")}`,
    );
  }
  script.lastDeployedFrom = "wrangler";
  script.bindings = versions[0]?.bindings ?? script.bindings;
  return addDeployment(script, shares, message);
}

function changedSecrets({ secrets }: Script, version: Version): readonly string[] {
  return [...secrets, ...version.secrets].filter((each) => !secrets.includes(each) || !version.secrets.includes(each));
}

function addDeployment(script: Script, shares: ReadonlyMap<string, number>, message: string | undefined): Deployment {
  const deployment = { id: newId(), createdOn: newTime(), shares, message };
  script.deployments = [deployment, ...script.deployments];
  return deployment;
}

function addVersion(script: Script, { exports, bindings, message, tag }: Upload): Version {
  const { secrets } = script;
  const version = { id: newId(), createdOn: newTime(), exports, bindings, message, tag, secrets };
  script.versions.push(version);
  return version;
}

function refuseFutureDate({ compatibilityDate }: Upload): void {
  if (compatibilityDate !== undefined && Date.parse(compatibilityDate) > Date.now()) {
    throw new ApiFailure(10_021, `Can't set compatibility date in the future: ${compatibilityDate}`);
  }
}

function refuseMissingClasses(namespaces: ReadonlyMap<string, Namespace>, { exportedClasses }: Upload): void {
  for (const name of namespaces.keys()) {
    if (exportedClasses.has(name)) continue;
    throw new ApiFailure(
      10_064,
      `New version of script does not export class '${name}' which is depended on by existing Durable Objects. Did you forget to include it? If you renamed it, try a rename-class migration. If you want to delete all the Durable Objects implemented by the class, you can use a delete-class migration`,
    );
  }
}

function refuseBindings(
  account: Account,
  name: string,
  namespaces: ReadonlyMap<string, Namespace>,
  upload: Upload,
): void {
  for (const { className, scriptName } of upload.bindings) {
    const isOwn = scriptName === undefined || scriptName === name;
    const other = isOwn ? undefined : account.scripts.get(scriptName);
    if (!isOwn && other === undefined) {
      throw new ApiFailure(10_061, `Cannot create binding for class in script '${scriptName}' that does not exist`);
    }
    const owned = isOwn ? namespaces : other?.namespaces;
    if (owned?.has(className) === true) continue;
    throw new ApiFailure(
      10_061,
      isOwn && !upload.exportedClasses.has(className)
        ? `Cannot create binding for class '${className}' that is not exported by the script.`
        : `Cannot create binding for class '${className}' because it is not currently configured to implement Durable Objects. Configure a migration in your Wrangler configuration to add this class.`,
    );
  }
}
