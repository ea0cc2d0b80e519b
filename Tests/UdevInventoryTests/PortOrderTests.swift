import Testing

@testable import UdevInventory

@Suite struct PortOrderTests {
    @Test(arguments: [
        ("1-2", "1-10"), ("1-2", "1-2.1"), ("1-2.4", "1-2.10"), ("1-9", "2-1"), ("2-1", "10-1"), ("1-x", "1-y"),
    ])
    func portsAreOrderedAsPeopleCount(first: String, second: String) {
        #expect(PortOrder.precedes(first, second) == true)
        #expect(PortOrder.precedes(second, first) == false)
    }

    @Test func whatHasNoPortComesLast() {
        #expect(PortOrder.precedes("9-9", nil) == true)
        #expect(PortOrder.precedes(nil, "1-1") == false)
        #expect(PortOrder.precedes(nil, nil) == nil)
        #expect(PortOrder.precedes("1-1", "1-1") == nil)
    }

    @Test func hugeNumbersAreNoTrap() {
        #expect(PortOrder.precedes("1-2", "1-99999999999999999999999") == true)
    }
}
