;;; Assay for Emacs 29 and later, or Emacs 26 with eglot from ELPA.  Put it into init.el.
(require 'eglot)

(add-to-list 'eglot-server-programs '((python-mode python-ts-mode) . ("assay" "serve")))
(add-hook 'python-mode-hook #'eglot-ensure)
(add-hook 'python-ts-mode-hook #'eglot-ensure)

;; Assay's settings.  .dir-locals.el takes the same form for one project.
(setq-default eglot-workspace-configuration '(:assay (:sampler "auto")))

;; Accepting is a choice already: the edit needs no second one.
(setq eglot-confirm-server-initiated-edits nil)

;; Synthesize, accept, answer and verify are code actions.
(with-eval-after-load 'eglot
  (define-key eglot-mode-map (kbd "C-c a") #'eglot-code-actions))
