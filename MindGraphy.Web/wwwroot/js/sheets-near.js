import { forget, refused, send } from "./checks.js";

export { forget };

// What the studio did not take of what was tapped, after what waits was sent.
export async function unheard(person) {
  await send(person);
  return refused(person);
}

// Tells the keeper of sheets which ones are near, so that they can be read without a network even if nobody opened them before.
export async function keep(paths) {
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
