// Whether the screen is a phone's: the same edge as in app.css.
export function isPhone() {
  return window.matchMedia("(max-width: 719px)").matches;
}
