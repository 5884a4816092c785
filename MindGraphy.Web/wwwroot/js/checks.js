// What was tapped on a day sheet waits on the phone until the studio has said yes, whatever page is open when the network comes back. Each
// tap belongs to the person who made it: nobody else who signs in on the same phone sends it.
const KEY = "mg-checks";
let sending = false;

export const read = () => { try { return JSON.parse(localStorage.getItem(KEY) ?? "[]"); } catch { return []; } };
export const write = all => localStorage.setItem(KEY, JSON.stringify(all));

// What the studio did not take, with its reason, until somebody has read it.
const REFUSED = "mg-checks-refused";
export const refused = person => { try { return JSON.parse(localStorage.getItem(REFUSED) ?? "[]").filter(c => c.person === person); } catch { return []; } };
const keepRefused = all => localStorage.setItem(REFUSED, JSON.stringify(all.slice(-50)));
export const forget = key => keepRefused(JSON.parse(localStorage.getItem(REFUSED) ?? "[]").filter(c => c.key !== key));

// Sends what waits; tells of each that was taken or refused for good. Throws nothing: what can't go now waits on.
export const send = async (person, settled = () => { }) => {
  if (sending) return;
  sending = true;
  try {
    let token = null;
    for (const check of read().filter(c => c.person === person)) {
      token ??= await (await fetch("/studio/api/antiforgery", { redirect: "error" })).json();
      const answer = await fetch(`/studio/api/shoots/${check.shoot}/${check.kind}`, {
        method: "POST",
        redirect: "error",
        headers: { "content-type": "application/json", [token.header]: token.token },
        body: JSON.stringify({ at: check.at, person, text: check.text ?? null }),
      });
      const refusal = answer.ok ? null : await answer.json().catch(() => null);

      // What may pass is tried again: no session, too many at once, a server that is away, somebody who saved the same shoot in that moment.
      if (answer.status >= 500 || answer.status === 401 || answer.status === 429 || ["Antiforgery", "EditedElsewhere"].includes(refusal?.code)) throw new Error(String(answer.status));
      if (!answer.ok) {
        forget(check.key);
        keepRefused([...JSON.parse(localStorage.getItem(REFUSED) ?? "[]"), { ...check, sentence: refusal?.sentence ?? "" }]);
      }
      write(read().filter(c => c.key !== check.key));
      settled(check, answer.ok ? null : refusal?.sentence ?? "");
    }
  } catch {
    // The next look tries again.
  } finally {
    sending = false;
  }
};
