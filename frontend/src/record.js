// The form of a stage: scanning, photographs, the position, and what is wrong while it is typed.
document.documentElement.classList.add("js");
