print("virtual-bench")
