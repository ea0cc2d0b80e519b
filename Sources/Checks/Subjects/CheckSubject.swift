/// What checks of one kind are made on, used on the device's own thread.
package protocol CheckSubject {
    static var kind: CheckedKind { get }
}
