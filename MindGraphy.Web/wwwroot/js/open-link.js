// A person's browser runs this; a link preview does not.
document.querySelector("form[data-open]")?.requestSubmit();
