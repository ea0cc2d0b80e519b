/// Works on items with so many tasks at a time and hands each result over as it comes, in no order.
///
/// No more than `jobs` items are begun before their results were handed over, so that memory does not grow with the list.
func inParallel<Item: Sendable, Result: Sendable>(
    _ items: [Item],
    jobs: Int,
    work: @escaping @Sendable (Item) async throws -> Result,
    each: (Result) throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Result.self) { group in
        var rest = items[...]
        for _ in 0..<jobs {
            guard let item = rest.popFirst() else { break }
            group.addTask { try await work(item) }
        }
        while let result = try await group.next() {
            try each(result)
            if let item = rest.popFirst() { group.addTask { try await work(item) } }
        }
    }
}
