package import CBORTree

/// Where an item stands in a tree: by keys of maps and places in arrays.
package struct CBORPath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(CBORItem)
        case index(Int)
    }

    package let steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    package static func member(_ key: Int64) -> Self { Self([.key(.int(key))]) }

    package func key(_ name: String) -> Self { Self(steps + [.key(.text(name))]) }

    package func at(_ index: Int) -> Self { Self(steps + [.index(index)]) }

    package var description: String {
        steps.map { step in
            switch step {
            case .key(let item): item.text.map { ".\($0)" } ?? "member \(item.diagnostic)"
            case .index(let index): "[\(index)]"
            }
        }
        .joined()
    }
}

extension CBORItem {
    /// What stands at a place; `nil` where the place is not there.
    package subscript(_ path: CBORPath) -> CBORItem? {
        path.steps.reduce(self) { item, step in
            switch step {
            case .key(let key): item?.entries?.first { $0.key == key }?.value
            case .index(let index): item?.elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        }
    }

    /// The same tree with another item at a place, or with none; a key that was not there is put in order.
    func replacing(_ path: CBORPath, by item: CBORItem?) -> CBORItem {
        guard let step = path.steps.first else { return item ?? self }
        let rest = CBORPath(Array(path.steps.dropFirst()))
        switch step {
        case .key(let key):
            guard let entries else { return self }
            let old = entries.first { $0.key == key }?.value
            let value = rest.steps.isEmpty ? item : old.map { $0.replacing(rest, by: item) }
            let others = entries.filter { $0.key != key }.map { ($0.key, $0.value) }
            return .sortedMap(others + (value.map { [(key, $0)] } ?? []))
        case .index(let index):
            guard var elements, elements.indices.contains(index) else { return self }
            if rest.steps.isEmpty, item == nil {
                elements.remove(at: index)
            } else {
                elements[index] = elements[index].replacing(rest, by: item)
            }
            return .list(elements)
        }
    }
}
