// A file that is beyond what the server takes is refused before it is sent.
"use strict";

for (const field of document.querySelectorAll('input[type="file"][data-most]')) {
  field.addEventListener("change", () => {
    const file = field.files[0];
    field.setCustomValidity(file && file.size > Number(field.dataset.most) ? field.dataset.tooLarge : "");
    field.reportValidity();
  });
}
