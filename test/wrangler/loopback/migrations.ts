import {
  ApiFailure,
  newId,
  type Account,
  type Binding,
  type Migrations,
  type Namespace,
  type Script,
  type Upload,
} from "./account.ts";

/**
 * Applies the `migrations` of an upload to a copy of the Worker's namespaces, or throws what the API answers. The codes and
 * wordings are those of Cloudflare's troubleshooting page and of public deploy logs.
 */
export function applyMigrations(
  account: Account,
  script: Script,
  upload: Upload,
  migrations: Migrations,
): Map<string, Namespace> {
  const current = script.migrationTag;
  if (current !== migrations.old_tag) {
    throw new ApiFailure(10_079, `Migration tag precondition failed; current tag is '${current ?? ""}'`, {
      status: 412,
    });
  }
  refuseSeveralSteps(migrations);
  const namespaces = new Map(script.namespaces);
  const added = new Map<string, string>();
  for (const step of migrations.steps) {
    for (const name of step.deleted_classes ?? [])
      deleteClass(namespaces, name, [...upload.bindings, ...script.bindings]);
    for (const { from, to } of step.renamed_classes ?? []) rename(namespaces, from, to);
    for (const { from, from_script: owner, to } of step.transferred_classes ?? []) {
      namespaces.set(to, takeFrom(account, owner, from));
    }
    for (const name of step.new_classes ?? []) {
      create(namespaces, name, kvNamespace(account));
      added.set(name, "new-class");
    }
    for (const name of step.new_sqlite_classes ?? []) {
      create(namespaces, name, { id: newId(), storage: "sqlite" });
      added.set(name, "new-sqlite-class");
    }
  }
  for (const [name, step] of added) {
    if (namespaces.has(name) && !upload.exportedClasses.has(name)) {
      throw new ApiFailure(10_070, `Cannot apply ${step} migration to class '${name}' that is not exported by script.`);
    }
  }
  return namespaces;
}

function refuseSeveralSteps({ steps }: Migrations): void {
  const targets = steps.flatMap((step) => [
    ...(step.new_classes ?? []),
    ...(step.new_sqlite_classes ?? []),
    ...(step.deleted_classes ?? []),
    ...(step.renamed_classes ?? []).map((each) => each.to),
    ...(step.transferred_classes ?? []).map((each) => each.to),
  ]);
  const twice = targets.find((name, index) => targets.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ApiFailure(10_074, `class '${twice}' cannot be the target of more than one migration`);
  }
}

function create(namespaces: Map<string, Namespace>, name: string, namespace: Namespace): void {
  if (namespaces.has(name)) {
    const step = namespace.storage === "sqlite" ? "new-sqlite-class" : "new-class";
    throw new ApiFailure(
      10_074,
      `Cannot apply ${step} migration to class '${name}' that is already depended on by existing Durable Objects`,
    );
  }
  namespaces.set(name, namespace);
}

function kvNamespace(account: Account): Namespace {
  if (account.plan === "free") throw freePlan();
  if (account.plan === "paidWithoutKv") {
    throw new ApiFailure(
      10_099,
      "Creating new key-value backed Durable Object namespaces is no longer supported on this account. Please create a namespace using a `new_sqlite_classes` migration instead.",
    );
  }
  return { id: newId(), storage: "kv" };
}

function freePlan(): ApiFailure {
  return new ApiFailure(
    10_097,
    "In order to use Durable Objects with a free plan, you must create a namespace using a `new_sqlite_classes` migration.",
  );
}

function deleteClass(namespaces: Map<string, Namespace>, name: string, bindings: readonly Binding[]): void {
  if (!namespaces.has(name)) {
    throw new ApiFailure(
      10_074,
      `Cannot apply delete-class migration to class '${name}' which was not exported in the previous version of the script`,
    );
  }
  // By the class's name alone: a `script_name` does not exempt a binding.
  if (bindings.some((each) => each.className === name)) {
    throw new ApiFailure(
      10_061,
      `Cannot apply --delete-class migration to class '${name}' without also removing the binding that references it.`,
    );
  }
  namespaces.delete(name);
}

function rename(namespaces: Map<string, Namespace>, from: string, to: string): void {
  const namespace = namespaces.get(from);
  if (namespace === undefined) {
    throw new ApiFailure(
      10_074,
      `Cannot apply rename-class migration to class '${from}' which was not exported in the previous version of the script`,
    );
  }
  if (namespaces.has(to)) {
    throw new ApiFailure(
      10_074,
      `Cannot apply rename-class migration to class '${to}' that is already depended on by existing Durable Objects`,
    );
  }
  namespaces.delete(from);
  namespaces.set(to, namespace);
}

function takeFrom(account: Account, owner: string, className: string): Namespace {
  const script = account.scripts.get(owner);
  const namespace = script?.namespaces.get(className);
  if (script === undefined || namespace === undefined) {
    throw new ApiFailure(
      10_074,
      `Cannot apply transfer-class migration to class '${className}' which was not exported in the previous version of the script`,
    );
  }
  script.namespaces.delete(className);
  return namespace;
}
