// The studio's inquiry form inside any site: <script src="https://…/embed/inquiry.js" data-lang="ko" async></script>
// puts the form where the tag stands, as high as it is. Which sites may show it stands in the studio's settings.
(() => {
  const tag = document.currentScript;
  if (!tag) {
    return;
  }
  const home = new URL(tag.src);
  const language = tag.dataset.lang || (document.documentElement.lang || "ko").slice(0, 2);
  const address = new URL("/c/inquiry", home);
  address.searchParams.set("lang", language === "en" ? "en" : "ko");
  address.searchParams.set("embed", "1");
  if (tag.dataset.source) {
    address.searchParams.set("source", tag.dataset.source);
  }

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = tag.dataset.title || (language === "en" ? "Inquiry form" : "촬영 문의");
  frame.style.cssText = "display:block;width:100%;height:1400px;border:0;color-scheme:auto";
  frame.addEventListener("load", () => {
    frame.contentWindow.postMessage("mindgraphy:hello", home.origin);
  });
  addEventListener("message", event => {
    const said = event.data;
    if (event.source === frame.contentWindow && event.origin === home.origin && said?.mindgraphy === "height" && said.height > 0) {
      frame.style.height = Math.min(said.height, 20000) + "px";
    }
  });
  tag.after(frame);
})();
