-- Assay for Neovim 0.11 and later: put it into init.lua.
vim.lsp.config('assay', {
  cmd = { 'assay', 'serve' },
  filetypes = { 'python' },
  root_markers = { 'pyproject.toml', 'setup.cfg', '.git' },
  settings = { assay = { sampler = 'auto' } },
})
vim.lsp.enable('assay')

-- Neovim shows lenses only where it is asked to: after edits, and as a run goes on.
local function refresh(buffer) vim.lsp.codelens.refresh({ bufnr = buffer }) end
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(attached)
    local client = vim.lsp.get_client_by_id(attached.data.client_id)
    if not client or client.name ~= 'assay' then return end
    local buffer = attached.buf
    vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged', 'CursorHold' }, {
      buffer = buffer,
      callback = function() refresh(buffer) end,
    })
    vim.api.nvim_create_autocmd('LspProgress', {
      callback = function(progress)
        if progress.data.client_id == client.id then vim.schedule(function() refresh(buffer) end) end
      end,
    })
    refresh(buffer)
    vim.keymap.set('n', '<leader>a', vim.lsp.codelens.run, { buffer = buffer, desc = 'Assay: the lens of this line' })
  end,
})
