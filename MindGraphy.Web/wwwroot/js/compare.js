// Before and after in one frame with a slider between them. One dialog for a whole grid; the pictures come only when somebody looks.
export function mount(grid, texts) {
  let dialog;

  const make = () => {
    dialog = document.createElement("dialog");
    dialog.className = "edit-box";
    const $ = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
    const head = $("div", "edit-box-head"), name = $("strong"), close = Object.assign($("button", "mg-btn", texts.close), { type: "button" });
    const frame = $("div", "edit-frame"), before = $("img", "edit-before"), after = $("img", "edit-after");
    const slider = Object.assign($("input"), { type: "range", min: 0, max: 100, value: 50 });
    slider.setAttribute("aria-label", texts.slider);
    before.alt = texts.before;
    after.alt = texts.after;
    const show = () => dialog.style.setProperty("--at", `${slider.value}%`);
    slider.oninput = show;
    close.onclick = () => dialog.close();
    head.append(name, close);
    frame.append(before, after, $("span", "edit-tag", texts.before), $("span", "edit-tag edit-tag-after", texts.after));
    dialog.append(head, frame, slider);
    document.body.append(dialog);
    dialog.open_ = data => {
      name.textContent = data.name;
      before.src = data.before;
      after.src = data.after;
      slider.value = 50;
      show();
      dialog.setAttribute("aria-label", data.name);
      dialog.showModal();
      slider.focus();
    };
  };

  grid.addEventListener("click", e => {
    const button = e.target.closest(".edit-compare");
    if (!button) return;
    if (!dialog?.isConnected) make();
    dialog.open_(button.dataset);
  });
}
