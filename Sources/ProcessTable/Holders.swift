/// Who holds a device, as far as this process may see.
package struct Holders: Hashable, Sendable {
    /// A process by its number and its name.
    package struct Process: Hashable, Sendable, CustomStringConvertible {
        package let id: Int
        /// What the kernel calls it, 15 characters at the most.
        package let name: String

        package init(id: Int, name: String) {
            self.id = id
            self.name = name
        }

        package var description: String { "\(name) (process \(id))" }
    }

    /// In the order of their numbers.
    package let processes: [Process]
    /// How many processes kept their files to themselves: one of them may be the holder.
    package let unreadable: Int

    package init(processes: [Process], unreadable: Int) {
        self.processes = processes
        self.unreadable = unreadable
    }

    /// The holders as a clause for an error's detail; `nil` when nothing is known.
    package var detail: String? {
        guard processes.isEmpty else { return "held by " + processes.map(\.description).joined(separator: ", ") }
        guard unreadable > 0 else { return nil }
        return "held by a process of another user, perhaps: \(unreadable) could not be looked into"
    }
}
