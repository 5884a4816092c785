// Small things of the shell that need no circuit: light and dark, Escape, Ctrl+K, the skip link, menus that close.
(() => {
  const root = document.documentElement;

  // Who has to sign in is nobody yet: the day sheets that this browser keeps for basements (studio/my/sw.js) name couples and phones.
  if (location.pathname === "/account/login") {
    window.caches?.delete("mg-sheets-1");
  }

  const mark = () => {
    for (const button of document.querySelectorAll("[data-set-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === root.dataset.theme));
    }
  };

  const setTheme = theme => {
    root.dataset.theme = theme;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `mg-theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
    mark();
  };

  document.addEventListener("click", event => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) {
      return;
    }
    const choice = target.closest("[data-set-theme]");
    if (choice) {
      setTheme(choice.dataset.setTheme);
      event.preventDefault();
    }
    if (target.closest(".mg-skip")) {
      // A bare #main would leave the page, because addresses are relative to the base.
      event.preventDefault();
      document.getElementById("main")?.focus();
    }
    if (target.closest("[data-reload]")) {
      location.reload();
    }
    for (const menu of document.querySelectorAll("details.mg-menu[open]")) {
      if (!menu.contains(target) || target.closest(".mg-menu-list a")) {
        menu.open = false;
      }
    }
  });

  document.addEventListener("toggle", mark, true);

  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("mg-search"));
      document.querySelector("[data-search]")?.focus();
    }
    // A month's days are walked with the arrows, as a calendar is.
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const month = step && event.target instanceof Element && event.target.matches("button") && event.target.closest("[data-arrows]");
    if (month) {
      const days = [...month.querySelectorAll("button")];
      event.preventDefault();
      days[days.indexOf(event.target) + step]?.focus();
    }
    // An Escape that ends a Korean composition is not meant for us.
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) {
      return;
    }
    const menu = document.querySelector("details.mg-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    } else if (!document.querySelector(".mud-dialog, .mud-popover-open, dialog[open]")) {
      [...document.querySelectorAll("[data-escape]")].pop()?.click();
    }
  });
})();
