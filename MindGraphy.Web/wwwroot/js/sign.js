// Signing a contract: drawing, and sending without leaving the page, so that nothing is lost when a request is.
const form = document.getElementById("sign");
if (form) {
  sign(form);
}
const watched = document.querySelector("[data-watch]");
if (watched) {
  watch();
}

function sign(form) {
  const words = form.dataset;
  const ways = form.querySelector(".ways");
  const box = form.querySelector(".pad");
  const typed = form.querySelector("#typed");
  const error = form.querySelector("[data-error]");
  const button = form.querySelector("[type=submit]");
  const label = button.textContent;
  const memory = "sign:" + form.elements.document.value;
  const pad = signaturePad(box, keep);
  let sending = false;

  ways.hidden = false;
  const way = () => form.elements.method.value;
  const choose = next => {
    form.querySelector(`[name=method][value=${next}]`).checked = true;
    for (const part of form.querySelectorAll("[data-way]")) {
      part.hidden = part.dataset.way !== next;
    }
    pad.fit();
  };
  ways.addEventListener("change", () => {
    choose(way());
    say("");
    keep();
  });

  // A reload or a call in between keeps what was done; the tab forgets it when it is closed.
  const kept = read(memory);
  for (const tick of form.querySelectorAll("[name=consent]")) {
    tick.checked ||= kept.ticks?.includes(tick.value) === true;
  }
  typed.value ||= kept.typed ?? "";
  choose(kept.way === "type" || (!kept.way && !error.hidden) ? "type" : "draw");
  pad.restore(kept.strokes ?? []);
  form.addEventListener("input", keep);

  function keep() {
    const ticks = [...form.querySelectorAll("[name=consent]:checked")].map(t => t.value);
    write(memory, { ticks, typed: typed.value, way: way(), strokes: pad.strokes });
  }

  function say(sentence, at) {
    error.textContent = sentence;
    error.hidden = !sentence;
    box.classList.toggle("wrong", at === box);
    typed.setAttribute("aria-invalid", String(at === typed));
    if (sentence) {
      (at && at !== box ? at : error).scrollIntoView({ block: "center", behavior: "smooth" });
      if (at && at !== box) {
        at.focus({ preventScroll: true });
      }
    }
  }

  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (sending) {
      return;
    }
    const missing = form.querySelector("[name=consent][required]:not(:checked)");
    if (missing) {
      return say(words.tick, missing);
    }
    if (way() === "draw" ? pad.empty : !typed.value.trim()) {
      return way() === "draw" ? say(words.draw, box) : say(words.type, typed);
    }
    sending = true;
    say("");
    button.disabled = true;
    button.textContent = words.sending;
    try {
      const body = new FormData(form);
      if (way() === "draw") {
        body.set("picture", await pad.png(), "signature.png");
      }
      const answer = await fetch(words.send, { method: "POST", body, headers: { accept: "application/json" } });
      if (answer.ok) {
        sessionStorage.removeItem(memory);
        location.replace(location.pathname);
        return;
      }
      const no = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      say(answer.status === 429 ? words.many : no.message ?? words.failed, { Signature: box, TypedName: typed }[no.field]);
    } catch {
      say(words.offline);
    }
    sending = false;
    button.disabled = false;
    button.textContent = label;
  });
}

function signaturePad(box, changed) {
  const canvas = box.querySelector("canvas");
  const undo = box.querySelector("[data-undo]");
  const clear = box.querySelector("[data-clear]");
  const pen = canvas.getContext("2d");
  const strokes = [];
  let drawing = null;

  const line = (to, points, scale, dx, dy) => {
    to.lineWidth = 2.6 * scale;
    to.lineCap = to.lineJoin = "round";
    to.strokeStyle = to.fillStyle = "#1F1D1A";
    to.beginPath();
    const at = i => [(points[i][0] - dx) * scale, (points[i][1] - dy) * scale];
    to.moveTo(...at(0));
    for (let i = 1; i < points.length - 1; i++) {
      const [x, y] = at(i);
      const [u, v] = at(i + 1);
      to.quadraticCurveTo(x, y, (x + u) / 2, (y + v) / 2);
    }
    to.lineTo(...at(points.length - 1));
    to.stroke();
  };

  const draw = () => {
    const scale = canvas.width / (canvas.clientWidth || 1);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    for (const stroke of strokes) {
      line(pen, stroke, scale, 0, 0);
    }
    box.classList.toggle("inked", strokes.length > 0);
    undo.disabled = clear.disabled = strokes.length === 0;
  };

  const fit = () => {
    if (!canvas.clientWidth) {
      return;
    }
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    draw();
  };

  const point = event => {
    const place = canvas.getBoundingClientRect();
    return [Math.round((event.clientX - place.left) * 10) / 10, Math.round((event.clientY - place.top) * 10) / 10];
  };

  canvas.addEventListener("pointerdown", event => {
    if (drawing !== null || event.button > 0) {
      return;
    }
    event.preventDefault();
    drawing = event.pointerId;
    canvas.setPointerCapture(drawing);
    strokes.push([point(event)]);
    box.classList.remove("wrong");
    draw();
  });
  canvas.addEventListener("pointermove", event => {
    if (event.pointerId === drawing) {
      const all = event.getCoalescedEvents?.() ?? [];
      strokes.at(-1).push(...(all.length ? all : [event]).map(point));
      draw();
    }
  });
  const lift = event => {
    if (event.pointerId === drawing) {
      drawing = null;
      changed();
    }
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  undo.addEventListener("click", () => {
    strokes.pop();
    draw();
    changed();
  });
  clear.addEventListener("click", () => {
    strokes.length = 0;
    draw();
    changed();
  });
  new ResizeObserver(fit).observe(canvas);

  // Only what was drawn, on a clear ground and twice as fine as a screen, however fine the screen is.
  const png = () => {
    const xs = strokes.flat().map(p => p[0]);
    const ys = strokes.flat().map(p => p[1]);
    const [left, top] = [Math.min(...xs) - 6, Math.min(...ys) - 6];
    const [width, height] = [Math.max(...xs) - left + 6, Math.max(...ys) - top + 6];
    const scale = Math.min(2, 1200 / width);
    const picture = document.createElement("canvas");
    picture.width = Math.ceil(width * scale);
    picture.height = Math.ceil(height * scale);
    for (const stroke of strokes) {
      line(picture.getContext("2d"), stroke, scale, left, top);
    }
    return new Promise((done, fail) => picture.toBlob(blob => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
  };

  return {
    strokes,
    fit,
    png,
    restore: known => {
      strokes.push(...known);
      fit();
    },
    get empty() {
      return strokes.flat().length < 4;
    },
  };
}

// The sealed copy takes a moment: look for it, ever more rarely, while the page is seen.
function watch() {
  const seen = watched.dataset.watch;
  let wait = 2000;
  const look = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch("/c/contract/state", { headers: { accept: "application/json" } });
        const now = answer.ok ? await answer.json() : null;
        if (now && `${now.left} ${now.ready}` !== seen.toLowerCase()) {
          location.reload();
          return;
        }
      } catch {
        // Offline: the next look comes.
      }
      wait = Math.min(wait * 1.5, 60000);
    }
    setTimeout(look, wait);
  };
  setTimeout(look, wait);
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store: the page itself still holds everything.
  }
}
