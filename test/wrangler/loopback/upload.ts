import {
  ApiFailure,
  newId,
  newScript,
  type Account,
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
  script.deployed = new Map([[version.id, 100]]);
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

/** Deploys uploaded versions with their shares (`POST scripts/:name/deployments`). */
export function deployVersions(script: Script, shares: ReadonlyMap<string, number>): void {
  const versions = script.versions.filter((each) => shares.has(each.id));
  const declared = new Set(versions.map((each) => JSON.stringify(each.exports)));
  if (declared.size > 1) {
    throw new ApiFailure(
      100_405,
      "All versions in a percentage-split deployment must declare identical Durable Object `exports`.",
    );
  }
  script.deployed = shares;
  script.lastDeployedFrom = "wrangler";
  script.bindings = versions[0]?.bindings ?? script.bindings;
}

function addVersion(script: Script, { exports, bindings }: Upload): Version {
  const version = { id: newId(), exports, bindings };
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
