// A page for paper prints itself when asked; pictures that nobody scrolled to come first.
document.querySelector("[data-print]")?.addEventListener("click", async () => {
  const late = [...document.querySelectorAll("img[loading=lazy]")];
  for (const img of late) img.loading = "eager";
  await Promise.all(late.map(img => img.decode().catch(() => { /* one that never comes keeps nobody waiting */ })));
  window.print();
});
