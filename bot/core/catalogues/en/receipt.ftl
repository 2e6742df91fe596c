# Receipts: answers by their short ids.
receipt-none = There is no answer { $receipt } here, or you may not see it.
receipt-command = receipt
receipt-command-about = Show an answer again, and what asking anew would change
receipt-option-id = id
receipt-option-id-about = The short id below the answer, such as fn-7K3QXM
