import { send } from "./checks.js";

// Sends what waits from a sheet that is closed, and tells the keeper of sheets which ones are near, so that they can be read without a network even if nobody opened them before.
export async function keep(paths, person) {
  send(person);
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register("/studio/my/sw.js", { scope: "/studio/my/" });
    const worker = await navigator.serviceWorker.getRegistration("/studio/my/");
    const active = worker?.active ?? worker?.waiting ?? worker?.installing;
    active?.postMessage({ near: paths });
  } catch {
    // A browser without a place to keep anything shows what the network brings.
  }
}
