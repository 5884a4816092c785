// Drives the dialog of ReconnectModal.razor: same circuit if it is still there, else resume it, else reload.
const dialog = document.getElementById("components-reconnect-modal");

// A page with work of its own, such as an upload that goes on without the circuit, may ask to wait; it reloads by itself when it is done.
const reload = () => {
  if (dispatchEvent(new Event("studio:reload", { cancelable: true }))) {
    location.reload();
  } else {
    dialog.close();
  }
};

const whenVisible = () => {
  if (document.visibilityState === "visible") {
    reconnect();
  }
};

async function reconnect() {
  document.removeEventListener("visibilitychange", whenVisible);
  try {
    // false: the server answered, but no longer knows this circuit.
    if (await Blazor.reconnect()) {
      return;
    }
    if (await Blazor.resumeCircuit()) {
      dialog.close();
    } else {
      reload();
    }
  } catch {
    // The server can't be reached at all; the dialog stays, and coming back to the tab tries again.
    document.addEventListener("visibilitychange", whenVisible);
  }
}

async function resume() {
  try {
    if (!(await Blazor.resumeCircuit())) {
      reload();
    }
  } catch {
    dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
  }
}

dialog.addEventListener("components-reconnect-state-changed", event => {
  switch (event.detail.state) {
    case "show":
      if (!dialog.open) {
        dialog.showModal();
      }
      break;
    case "hide":
      dialog.close();
      break;
    case "failed":
      document.addEventListener("visibilitychange", whenVisible);
      break;
    case "rejected":
      reload();
      break;
  }
});
document.getElementById("components-reconnect-button").addEventListener("click", reconnect);
document.getElementById("components-resume-button").addEventListener("click", resume);
document.getElementById("mg-reload-button").addEventListener("click", () => location.reload());
