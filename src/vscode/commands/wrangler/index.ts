import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { chooseWorker } from "./chooseWorker.ts";
import { createProject } from "./createProject.ts";
import { debugDev } from "./debugDev.ts";
import { deleteWorker } from "./deleteWorker.ts";
import { deploy } from "./deploy.ts";
import { deployVersions } from "./deployVersions.ts";
import { devActions } from "./devActions.ts";
import { doctor } from "./doctor.ts";
import { dryRun } from "./dryRun.ts";
import { generateTypes } from "./generateTypes.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { moveLocalData } from "./moveLocalData.ts";
import { openDashboard } from "./openDashboard.ts";
import { openDev } from "./openDev.ts";
import { pauseTail } from "./pauseTail.ts";
import { reportIssue } from "./reportIssue.ts";
import { restartDev } from "./restartDev.ts";
import { rollback } from "./rollback.ts";
import { showDeployed } from "./showDeployed.ts";
import { showLocalData } from "./showLocalData.ts";
import { showDevOutput } from "./showDevOutput.ts";
import { startDev } from "./startDev.ts";
import { stopDev } from "./stopDev.ts";
import { tail } from "./tail.ts";
import { uploadVersion } from "./uploadVersion.ts";
import { whoami } from "./whoami.ts";

/** Every command around wrangler. */
export function wranglerCommands(services: Services): readonly Command[] {
  return [
    startDev(services),
    stopDev(services),
    restartDev(services),
    openDev(services),
    showDevOutput(services),
    devActions(services),
    debugDev(services),
    deploy(services),
    dryRun(services),
    uploadVersion(services),
    deployVersions(services),
    rollback(services),
    showDeployed(services),
    tail(services),
    pauseTail(services),
    generateTypes(services),
    login(services),
    logout(services),
    whoami(services),
    deleteWorker(services),
    openDashboard(services),
    chooseWorker(services),
    createProject(services),
    showLocalData(services),
    moveLocalData(services),
    doctor(services),
    reportIssue(services),
  ];
}
