// Whether the screen is a phone's: the same edge as in app.css.
export function isPhone() {
  return window.matchMedia("(max-width: 719px)").matches;
}

// While a card is dragged the others let the pointer through to the hours below them: a card can be moved by less than its own length,
// and onto somebody who is busy, where the refusal says with what. Not in the event itself: a browser ends a drag whose card lets go at once.
export function followDrags() {
  if (document.documentElement.dataset.calDrags) return;
  document.documentElement.dataset.calDrags = "1";

  // The scheduler names its surface but gives it no role, and a name without a role is read by nobody.
  const name = () => document.querySelectorAll(".cal-canvas [class*='view-content'][aria-label]:not([role])").forEach(surface => surface.setAttribute("role", "group"));
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
  document.addEventListener("dragstart", event => {
    const canvas = event.target instanceof Element && event.target.closest(".rz-event") ? event.target.closest(".cal-canvas") : null;
    if (canvas) setTimeout(() => canvas.classList.add("cal-dragging"), 0);
  });
  const rest = () => document.querySelector(".cal-dragging")?.classList.remove("cal-dragging");
  document.addEventListener("dragend", rest);
  document.addEventListener("drop", rest);
}
