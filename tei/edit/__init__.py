"""Step 5.  What the editors say: `load` reads an edition's folder, `locate` finds the places of their decisions.

The machine proposes, the editor decides.  A decision that no longer fits its text becomes a finding, never a silent
loss.
"""
