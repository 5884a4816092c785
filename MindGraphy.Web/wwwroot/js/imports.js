// The drop zone of an import, a bank statement or a scan. The file goes over HTTP, never through the circuit.
const send = (url, file, onProgress) => new Promise((resolve, reject) => {
  fetch("/studio/api/antiforgery", { redirect: "manual" }).then(answer => answer.json()).then(token => {
    const request = new XMLHttpRequest();
    url.searchParams.set("name", file.name);
    request.open("POST", url);
    request.setRequestHeader(token.header, token.token);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = event => onProgress(event.lengthComputable ? 100 * event.loaded / event.total : 0);
    request.onload = () => request.status === 200 ? resolve(request.response) : reject(new Error(request.response?.sentence ?? ""));
    request.onerror = () => reject(new Error(""));
    request.send(file);
  }).catch(reject);
});

export function mount(zone, options) {
  const input = zone.querySelector("input[type=file]");
  const progress = zone.querySelector("progress");
  const error = zone.querySelector(".im-drop-error");
  let busy = false;

  const take = async file => {
    if (busy || !file) return;
    busy = true;
    error.textContent = "";
    progress.hidden = false;
    try {
      const url = new URL(options.url ?? "/studio/api/imports", location.href);
      for (const field of zone.querySelectorAll("[data-param]")) {
        url.searchParams.set(field.name, field.value);
      }
      const answer = await send(url, file, percent => { progress.value = percent; });
      if (answer.go !== null) {
        Blazor.navigateTo(answer.go ?? options.page + "/" + answer.id);
      }
    } catch (fault) {
      error.textContent = fault.message || options.failed;
    } finally {
      busy = false;
      progress.hidden = true;
      input.value = "";
    }
  };

  input.addEventListener("change", () => take(input.files[0]));
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, event => { event.preventDefault(); zone.classList.add("im-over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, () => zone.classList.remove("im-over"));
  }
  zone.addEventListener("drop", event => { event.preventDefault(); take(event.dataTransfer.files[0]); });
  zone.dataset.ready = "";
  // Whoever was quicker than the script has chosen already.
  take(input.files[0]);
}
