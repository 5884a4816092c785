// A day is typed as digits and reads 2026-05-16 as it grows: here and not on the server, where quick fingers overtake their own answers.
const day = field => field instanceof HTMLInputElement && field.closest(".mg-day") !== null;
const grouped = digits => [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(part => part).join("-");

document.addEventListener("input", e => {
  const field = e.target;
  if (!day(field) || e.isComposing || !e.inputType?.startsWith("insert") || field.selectionStart !== field.value.length || !/^[\d-]*$/.test(field.value)) {
    return;
  }
  const text = grouped(field.value.replaceAll("-", ""));
  if (text !== field.value && !field.value.endsWith("-")) {
    field.value = text;
  }
}, true);

// Other ways of writing one: 2026.5.16, 2026/05/16, 2026. 5. 16., 2026년 5월 16일.
document.addEventListener("change", e => {
  const field = e.target;
  const said = day(field) && /^\s*(\d{4})\s*(?:\D+\s*(\d{1,2})\s*\D+\s*(\d{1,2})|(\d{2})(\d{2}))\D*$/.exec(field.value);
  if (said) {
    field.value = [said[1], (said[2] ?? said[4]).padStart(2, "0"), (said[3] ?? said[5]).padStart(2, "0")].join("-");
  }
}, true);
